# Every library comes from the Debian packages listed in packages.txt.
find_package(TBB REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(Boost 1.74 REQUIRED)
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_package(PkgConfig REQUIRED)
pkg_check_modules(hwy REQUIRED IMPORTED_TARGET libhwy)

add_library(riskpool_hdf5 INTERFACE)
target_include_directories(riskpool_hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
target_link_libraries(riskpool_hdf5 INTERFACE ${HDF5_C_LIBRARIES})

add_library(hwy INTERFACE)
target_link_libraries(hwy INTERFACE PkgConfig::hwy)
