"""Makes: what a story is, the stages that build it, the models that do the work.

Knows no SQL, no Streamlit, and nothing above it; storage comes in through the Protocol
`core.build.ArtifactStore`.
"""

import os

# Read by OpenMP when torch is loaded. Threads that wait look around for some microseconds and then
# sleep: those that sleep at once cost a small model half its speed on an idle machine, and those
# that never do make it many times slower on a busy one; figures in docs/decisions.md.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
