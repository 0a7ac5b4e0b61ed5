"""Makes: what a story is, the stages that build it, the models that do the work.

Knows no SQL, no Streamlit, and nothing above it; storage comes in through the Protocol
`core.build.ArtifactStore`.
"""

import os

# Read by OpenMP when torch is loaded. Threads that sleep while they wait cost nothing on an idle
# machine; threads that spin make a picture fifty times slower where another program is busy too.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
