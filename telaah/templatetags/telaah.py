"""What templates of the review need beside Django's own tags."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def milik(kamus: Mapping[Any, Any], kunci: Any) -> Any:
    """Return what the mapping holds under a key, or None: {{ catatan|milik:simpul.identitas }}."""
    return kamus.get(kunci)
