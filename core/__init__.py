"""Makes: what a story is, the stages that build it, the models that do the work.

Knows no SQL, no Streamlit, and nothing above it; storage comes in through the Protocol
`core.build.ArtifactStore`.
"""
