# How everything is compiled. The same bits on every machine ask for: no contraction of a*b+c, no fast-math,
# and a baseline of x86-64-v2 (vector code is dispatched at run time by Highway).
add_library(riskpool_options INTERFACE)
target_compile_options(riskpool_options INTERFACE
    -ffp-contract=off -march=x86-64-v2 -mtune=generic
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Highway's generated code sets off false alarms of these two in g++ 12.
    target_compile_options(riskpool_options INTERFACE -Wno-maybe-uninitialized -Wno-ignored-attributes)
endif()
if(RISKPOOL_SANITIZE)
    target_compile_options(riskpool_options INTERFACE -fsanitize=${RISKPOOL_SANITIZE} -fno-omit-frame-pointer
                                                      -fno-sanitize-recover=all)
    target_link_options(riskpool_options INTERFACE -fsanitize=${RISKPOOL_SANITIZE})
endif()
