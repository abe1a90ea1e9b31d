"""What a record may say: steps, size classes, areas and forms of help, needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: The steps in order; who has come to one has passed those before it.
STEPS: Final = ("identified", "contacted", "visited", "mapped", "helped", "followed_up")
SIZES: Final = ("1-9", "10-49", "50-249", "250+")
#: What tells one group of firms from another.
CELL: Final = ["municipality_code", "sni2", "size_class"]
AREAS: Final = (
    "digitalisation", "automation", "skills", "sustainability", "business_development",
    "internationalisation", "innovation", "other",
)  # fmt: skip
FORMS: Final = (
    "advice", "consultant", "training", "cheque", "network", "investment_aid", "referral",
)  # fmt: skip

#: Which help answers a need: the areas of help under which a need counts as met. A rule of ours,
#: shown beside the figures; a help whose own row names the need meets it whatever its area.
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "business_plan": ("business_development",),
    "skills": ("skills",),
    "digitalisation": ("digitalisation",),
    "sustainability": ("sustainability",),
    "automation": ("automation",),
    "markets": ("internationalisation", "business_development"),
    "attractive_employer": ("skills",),
    "attractive_supplier": ("business_development",),
    "finance": (),
    "innovation": ("innovation",),
}
NEEDS: Final = tuple(ANSWERS)
