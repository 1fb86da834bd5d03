"""The site on several machines, as processes of this one: what compose.yaml starts, where no container engine is.

    with running(folder) as layout:
        layout.visitor().get("/")

`python -m tools.layout` starts it until Ctrl-C.
"""

from tools.layout.layout import Layout, running

__all__ = ["Layout", "running"]
