"""Which IP addresses must not be fetched from.

A feed, a redirect or a name can point into the network that Probata runs in: to a router, a
database, a cloud's metadata service. Ranges: IANA special-purpose registries, by way of
:mod:`ipaddress`; IPv6 forms that carry an IPv4 address are judged by that address too.
"""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_METADATA = frozenset(
    ipaddress.ip_address(a)
    for a in (
        "169.254.169.254",  # most clouds
        "100.100.100.200",  # Alibaba Cloud
        "168.63.129.16",  # Azure's host, a public address that answers from inside only
        "192.0.0.192",  # Oracle Cloud
        "fd00:ec2::254",  # Amazon over IPv6
    )
)


def why_refused(address: str) -> str | None:
    """What kind of inner address this is ("a loopback address"), or ``None`` for one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])  # a zone only belongs to link-local ones
    except ValueError:
        return "no IP address"
    return _kind(ip)


def _kind(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str | None:
    if isinstance(ip, ipaddress.IPv6Address):
        for inner in _carried(ip):
            kind = _kind(inner)
            if kind is not None:
                return kind
        if ip.ipv4_mapped is not None or ip in _NAT64:  # only another way to write the IPv4 address
            return None
    if ip in _METADATA:
        return "a cloud's metadata address"
    kinds = (
        (ip.is_unspecified, "the unspecified address"),
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local, "a private address"),
        (ip.is_private, "a private address"),
        (ip.is_reserved, "a reserved address"),
        (not ip.is_global, "an address of shared or special use"),  # among them the carriers' 100.64.0.0/10
    )
    return next((name for holds, name in kinds if holds), None)


def _carried(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found: list[ipaddress.IPv4Address] = []
    if ip.ipv4_mapped is not None:
        found.append(ip.ipv4_mapped)
    if ip.sixtofour is not None:
        found.append(ip.sixtofour)
    if ip.teredo is not None:
        found.extend(ip.teredo)
    if ip in _NAT64 or int(ip) < 1 << 32:  # the last: the old IPv4-compatible form
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return found
