"""List the groups of agencies, with the phrases by which plans name them.

Phrases are compared folded, with "Ủy ban nhân dân" as "UBND" and without punctuation or a leading "các".
"""

from datetime import date
from typing import NamedTuple

UNNAMED = "co-lien-quan"
"""The group of agencies that a plan means and does not name: a person is asked who they are."""

COMMUNES = "ubnd-cap-xa"
"""The group of all communal People's Committees."""

DEPARTMENTS = "so-ban-nganh"
"""The group of all departments of a province."""

ORGANISATIONS = "mat-tran-doan-the"
"""The group of the Fatherland Front and the organisations in it."""

WITH_ORGANISATIONS = (
    "Sở, ban, ngành, đoàn thể",
    "Sở, ban, ngành, đoàn thể tỉnh",
    "Sở, ban, ngành, đoàn thể cấp tỉnh",
    "Sở, ban, ngành và đoàn thể",
    "Sở, ban, ngành, hội, đoàn thể",
    "Sở, ban, ngành, hội, đoàn thể tỉnh",
    "Sở, ban, ngành, hội, đoàn thể cấp tỉnh",
)
"""Phrases for the departments that mean the organisations as well, wherever a directory has any."""

SINCE = date(2025, 7, 1)
"""First day of the two levels (Nghị quyết 202/2025/QH15 and those on the communes of each province)."""

RELATED = ("có liên quan", "liên quan", "khác có liên quan", "khác liên quan", "có liên quan khác", "liên quan khác")
"""Words after the phrase of any group that make it mean only those of its members whom the plan does not name."""


class Group(NamedTuple):
    """A group of agencies; `phrases` are the other ways of writing `name`."""

    code: str
    name: str
    phrases: tuple[str, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group(
        DEPARTMENTS,
        "Các sở, ban, ngành",
        (
            "Sở, ban, ngành tỉnh",
            "Sở, ban, ngành của tỉnh",
            "Sở, ban, ngành thuộc tỉnh",
            "Sở, ban, ngành cấp tỉnh",
            "Sở, ngành",
            "Sở, ngành tỉnh",
            "Sở, ngành thuộc tỉnh",
            *WITH_ORGANISATIONS,
            "Sở, ban, ngành thuộc UBND tỉnh",
            "Sở, ban, ngành thành phố",
            "Sở, ban, ngành trên địa bàn tỉnh",
            "Sở, ban, ngành, cơ quan, đơn vị",
            "Sở, ban, ngành, đơn vị",
            "Sở, ban, ngành, đơn vị cấp tỉnh",
            "Sở, ban, ngành, cơ quan thuộc UBND tỉnh",
            "Cơ quan chuyên môn thuộc UBND tỉnh",
            "Cơ quan chuyên môn cấp tỉnh",
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
            "UBND các huyện, thành phố, thị xã",
            "UBND các thành phố, huyện",
            "UBND các thành phố, thị xã, huyện",
            "UBND các quận, huyện",
            "UBND các quận, huyện, thị xã, thành phố",
            "UBND các huyện, thị, thành phố",
            "UBND các huyện, thành, thị",
            "UBND các huyện, thị, thành",
            "UBND các huyện, thị xã",
            "Các huyện, thành, thị",
            "Các huyện, thị, thành phố",
            "Cấp huyện",
            "Địa phương",
            "Địa phương trên địa bàn tỉnh",
            "Chính quyền địa phương",
        ),
    ),
    Group(
        COMMUNES,
        "UBND các xã, phường, thị trấn",
        (
            "UBND xã, phường, thị trấn",
            "UBND cấp xã",
            "UBND các xã",
            "UBND các xã, phường",
            "UBND xã, phường",
            "Các xã, phường, thị trấn",
            "UBND các xã, phường, đặc khu",
            "UBND xã, phường, đặc khu",
            "UBND các phường, xã",
            "UBND phường, xã",
            "UBND các phường, xã, đặc khu",
            "UBND các xã, phường và đặc khu",
            "UBND các xã, thị trấn",
            "UBND các xã, phường, thị trấn, đặc khu",
            "UBND xã, phường thuộc tỉnh",
            "UBND các xã, phường trên địa bàn tỉnh",
            "UBND các xã, phường, đặc khu trên địa bàn tỉnh",
            "Các xã, phường, đặc khu",
            "Các xã, phường",
            "Các phường, xã",
            "Các phường, xã, đặc khu",
            "Chính quyền cấp xã",
            "Chính quyền địa phương cấp xã",
            "Địa phương",
            "Địa phương trên địa bàn tỉnh",
            "Chính quyền địa phương",
            "Cấp xã",
        ),
    ),
    Group(
        ORGANISATIONS,
        "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
        (
            "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh",
            "Mặt trận Tổ quốc và các đoàn thể",
            "Mặt trận Tổ quốc và các đoàn thể tỉnh",
            "Mặt trận Tổ quốc, các tổ chức chính trị - xã hội",
            "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội",
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
            "Tổ chức chính trị - xã hội",
            "Tổ chức chính trị - xã hội tỉnh",
            "Tổ chức chính trị - xã hội cấp tỉnh",
            "Hội, đoàn thể",
            "Đoàn thể",
            "Đoàn thể tỉnh",
            "Đoàn thể chính trị - xã hội",
        ),
    ),
    Group(
        "co-quan-dang",
        "Các cơ quan Đảng",
        (
            "Ban Đảng",
            "Ban Đảng tỉnh",
            "Ban xây dựng Đảng",
            "Ban xây dựng Đảng Tỉnh ủy",
            "Cơ quan tham mưu, giúp việc Tỉnh ủy",
            "Ban Đảng, Văn phòng Tỉnh ủy",
        ),
    ),
    Group("co-quan-trung-uong", "Các cơ quan Trung ương đóng trên địa bàn tỉnh", ("Cơ quan Trung ương",)),
    Group(
        "don-vi-su-nghiep",
        "Các đơn vị sự nghiệp công lập thuộc UBND tỉnh",
        ("Đơn vị sự nghiệp thuộc UBND tỉnh", "Đơn vị sự nghiệp công lập thuộc tỉnh"),
    ),
    Group("bao-dai", "Báo, Đài", ("Cơ quan báo chí của tỉnh", "Cơ quan thông tin đại chúng")),
    Group(
        "phong-chuyen-mon",
        "Các phòng, cơ quan chuyên môn",
        ("Phòng chuyên môn", "Phòng, ban chuyên môn", "Phòng, ban"),
    ),
    Group(
        "don-vi-thuoc-bo",
        "Các đơn vị thuộc Bộ",
        ("Đơn vị thuộc, trực thuộc Bộ", "Cục, vụ", "Vụ, cục, đơn vị thuộc Bộ"),
    ),
    Group(
        UNNAMED,
        "Các cơ quan, đơn vị có liên quan",
        (
            "Cơ quan, đơn vị liên quan",
            "Cơ quan có liên quan",
            "Cơ quan liên quan",
            "Đơn vị có liên quan",
            "Đơn vị liên quan",
            "Cơ quan, tổ chức có liên quan",
            "Cơ quan, tổ chức, cá nhân có liên quan",
            "Sở, ngành, đơn vị có liên quan",
            "Sở, ngành, đơn vị liên quan",
            "Ngành có liên quan",
            "Ngành liên quan",
            "Địa phương có liên quan",
            "Địa phương liên quan",
            "Cơ quan, đơn vị, địa phương có liên quan",
            "Cơ quan, đơn vị, địa phương liên quan",
            "Các bên có liên quan",
        ),
    ),
)
