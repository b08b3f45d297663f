#pragma once
#include "tests/thread_sanitizer/tbb/on_std_thread.hpp"
