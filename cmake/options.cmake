# How everything is compiled. The same bits on every machine ask for: no contraction of a*b+c, no fast-math,
# and a baseline of x86-64-v2 (vector code is dispatched at run time by Highway).
add_library(riskpool_options INTERFACE)
target_compile_options(riskpool_options INTERFACE
    -ffp-contract=off -march=x86-64-v2 -mtune=generic
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # False alarms of g++ 12: the first two in Highway's generated code, the third for "text" + std::string (GCC 105651).
    target_compile_options(riskpool_options INTERFACE -Wno-maybe-uninitialized -Wno-ignored-attributes -Wno-restrict)
endif()
if(RISKPOOL_SANITIZE)
    # Instrumented code sets off false alarms of g++ 12; the release build has already judged the same lines.
    target_compile_options(riskpool_options INTERFACE -fsanitize=${RISKPOOL_SANITIZE} -fno-omit-frame-pointer
                                                      -fno-sanitize-recover=all -Wno-error)
    target_link_options(riskpool_options INTERFACE -fsanitize=${RISKPOOL_SANITIZE})
endif()
if(RISKPOOL_SANITIZE MATCHES "undefined")
    # A third of the compile time for what the address sanitizer reports anyway, or the build never does.
    target_compile_options(riskpool_options INTERFACE
                           -fno-sanitize=null,vptr,object-size,alignment,nonnull-attribute,returns-nonnull-attribute,builtin)
endif()
if(RISKPOOL_SANITIZE MATCHES "thread")
    # Debian's oneTBB hides its hand-overs between threads from the sanitizer: see the folder's only long file.
    target_include_directories(riskpool_options BEFORE INTERFACE ${CMAKE_SOURCE_DIR}/tests/thread_sanitizer)
endif()

# ccache, when there is one, spares the second compile of the same lines, in whichever folder the clone lies.
find_program(RISKPOOL_CCACHE ccache)
mark_as_advanced(RISKPOOL_CCACHE)
if(RISKPOOL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
                                    ${RISKPOOL_CCACHE})
endif()

# What reads files and command lines runs once; optimising it hard doubles its compile time and saves no second.
file(GLOB once CONFIGURE_DEPENDS sim/scenario/*.cpp sim/app/*.cpp models/source_register.cpp)
set_property(SOURCE ${once} PROPERTY COMPILE_OPTIONS $<IF:$<CONFIG:Release>,-O1,$<$<CONFIG:Checked>:-O0>>)
