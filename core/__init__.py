"""Makes: what a story is, the stages that build it, the models that do the work.

Knows no SQL, no Streamlit, and nothing above it; storage comes in through the Protocol
`core.build.ArtifactStore`.
"""

import os

# Read by OpenMP when torch is loaded. Threads that sleep while they wait cost a small model some
# speed on an idle machine, and save it from being many times slower on a busy one; figures in
# docs/decisions.md.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
