"""Names of the levels of agencies."""

from data.rules.agency_levels import Level
from handlers.locales import _


def level_name(level: Level) -> str:
    """Return the name of a level of agencies."""
    return {
        Level.DEPARTMENT: _("Sở, ban, ngành"),
        Level.DISTRICT: _("UBND huyện, thành phố"),
        Level.COMMUNE: _("UBND cấp xã"),
        Level.OTHER: _("Cơ quan khác"),
    }[level]
