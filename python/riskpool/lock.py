"""The C library of HDF5 serves one file operation at a time; so do we, instead of failing in two threads."""

import threading

one_file_at_a_time = threading.Lock()
