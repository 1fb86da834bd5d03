"""The valve in front of a server does what its mode says, and is open again afterwards."""

import socket
import socketserver
import threading

import pytest

from tools.faults.valve import Mode, Valve


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(100):
            self.request.sendall(data)


@pytest.fixture
def valve():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        valve = Valve(server.server_address[1], slow_by=0.01)
        yield valve
        valve.close()
        server.shutdown()


def connect(valve):
    return socket.create_connection(("127.0.0.1", valve.port), timeout=20)


def says(connection, words=b"hello"):
    connection.sendall(words)
    return connection.recv(100)


def is_cut_off(connection):
    """Its end is reached, in good order or not; a connection that is merely silent runs into its time-out."""
    try:
        return connection.recv(100) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("mode", [Mode.OPEN, Mode.SLOW])
def test_everything_comes_through(valve, mode):
    valve.turn(mode)
    with connect(valve) as connection:
        assert says(connection) == b"hello"
        assert says(connection, b"again") == b"again"


def test_who_was_connected_is_cut_off_and_nobody_else_comes_in(valve):
    with connect(valve) as connection:
        assert says(connection) == b"hello"
        with valve.turned(Mode.REFUSE):
            with pytest.raises(ConnectionRefusedError):
                connect(valve)
            assert is_cut_off(connection)
    with connect(valve) as connection:
        assert says(connection) == b"hello"


def test_hanging_is_silence_until_it_is_over(valve):
    with connect(valve) as old:
        assert says(old) == b"hello"
        with valve.turned(Mode.HANG), connect(valve) as new:
            for connection in (old, new):
                connection.settimeout(0.2)
                with pytest.raises(TimeoutError):
                    says(connection)
                connection.settimeout(20)
            valve.turn(Mode.OPEN)
            assert new.recv(100) == old.recv(100) == b"hello"
