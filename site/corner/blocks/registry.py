"""Which blocks a page body offers. A room further up adds its own in `AppConfig.ready()`."""

from wagtail import blocks

_added: list[tuple[str, blocks.Block]] = []


def add_block(name: str, block: blocks.Block) -> None:
    """Offer `block` in every page body. Call it in `AppConfig.ready()`, once."""
    _added.append((name, block))


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a page body, the common ones first."""
    from corner.blocks.body import COMMON_BLOCKS

    return [*COMMON_BLOCKS, *_added]
