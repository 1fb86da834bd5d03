"""Keeps the suite on this machine."""

import ipaddress
import socket


def is_this_machine(host):
    """Whether `host`, a name or an address, is loopback."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def refuse_other_machines(monkeypatch):
    """Make name look-ups and connections to other machines fail; the list returned names each attempt."""
    refused = []

    def guard(original, host_of):
        def guarded(*args, **kwargs):
            host = host_of(*args)
            if not is_this_machine(host):
                refused.append(host)
                raise OSError(f"tests may not reach {host}")
            return original(*args, **kwargs)

        return guarded

    def host_of_address(connection, address):
        return address[0] if connection.family in (socket.AF_INET, socket.AF_INET6) else None

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guard(getattr(socket.socket, name), host_of_address))
    monkeypatch.setattr(socket, "getaddrinfo", guard(socket.getaddrinfo, lambda host, *rest: host))
    return refused
