"""A Python program with Go inside: calls Work of a library from several threads until it is killed."""

import ctypes
import os
import sys
import threading
import time

ROUNDS = 10
PAUSE_S = 0.002


def call(work):
    while True:
        if work(ROUNDS) != ROUNDS:
            os.abort()
        time.sleep(PAUSE_S)


threads, path = int(sys.argv[1]), sys.argv[2]
library = ctypes.CDLL(path)
for _ in range(threads):
    threading.Thread(target=call, args=(library.Work,), daemon=True).start()
print("pid", os.getpid(), flush=True)
threading.Event().wait()
