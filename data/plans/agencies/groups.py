"""List the groups of agencies, with the phrases by which plans name them.

Phrases are compared folded, with "Ủy ban nhân dân" as "UBND" and without punctuation or a leading "các".
"""

from typing import NamedTuple


class Group(NamedTuple):
    """A group of agencies; `phrases` are the other ways of writing `name`."""

    code: str
    name: str
    phrases: tuple[str, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group(
        "so-ban-nganh",
        "Các sở, ban, ngành",
        (
            "Sở, ban, ngành tỉnh",
            "Sở, ban, ngành của tỉnh",
            "Sở, ban, ngành thuộc tỉnh",
            "Sở, ban, ngành cấp tỉnh",
            "Sở, ngành",
            "Sở, ngành tỉnh",
            "Sở, ngành thuộc tỉnh",
            "Cơ quan chuyên môn thuộc UBND tỉnh",
        ),
    ),
    Group(
        "ubnd-huyen-thanh-pho",
        "UBND các huyện, thành phố",
        (
            "UBND huyện, thành phố",
            "UBND các huyện và thành phố",
            "UBND cấp huyện",
            "UBND các huyện, thị xã, thành phố",
            "UBND huyện, thị xã, thành phố",
            "UBND các quận, huyện, thị xã",
            "Các huyện, thành phố",
            "Các huyện, thị xã, thành phố",
        ),
    ),
    Group(
        "ubnd-cap-xa",
        "UBND các xã, phường, thị trấn",
        (
            "UBND xã, phường, thị trấn",
            "UBND cấp xã",
            "UBND các xã, phường",
            "UBND xã, phường",
            "Các xã, phường, thị trấn",
            "Cấp xã",
        ),
    ),
    Group("co-quan-trung-uong", "Các cơ quan Trung ương đóng trên địa bàn tỉnh", ("Cơ quan Trung ương",)),
    Group("bao-dai", "Báo, Đài", ("Cơ quan báo chí của tỉnh", "Cơ quan thông tin đại chúng")),
)
