#include "sim/io/hdf5_driver.hpp"

#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>

#include "sim/io/hdf5_call.hpp"

#if __has_include(<H5FDdevelop.h>)
#include <H5FDdevelop.h>
#endif

namespace riskpool::hdf5 {

namespace {

struct OpenFile {
    H5FD_t base;  // first, because HDF5 sees the rest as one of these
    WriteTarget* target;
    haddr_t end_allocated;
    haddr_t end_written;
};

OpenFile* own(H5FD_t* file) {
    return reinterpret_cast<OpenFile*>(file);
}
OpenFile const* own(H5FD_t const* file) {
    return reinterpret_cast<OpenFile const*>(file);
}

/// Puts the reason where last_cause() looks for it.
void explain(const char* function, int error) {
    H5Epush2(H5E_DEFAULT, __FILE__, function, __LINE__, H5E_ERR_CLS, H5E_IO, H5E_CANTOPENFILE, "errno = %d", error);
}

herr_t keep(WriteTarget& target, int error) {
    target.error = error;
    target.given_up = true;
    return 0;
}

H5FD_t* open_target(const char*, unsigned flags, hid_t access, haddr_t) {
    auto const* target = static_cast<WriteTarget* const*>(H5Pget_driver_info(access));
    if (target == nullptr) return nullptr;
    if ((flags & H5F_ACC_TRUNC) != 0 && ftruncate((*target)->descriptor, 0) != 0) {
        explain("open_target", errno);
        return nullptr;
    }
    struct stat status {};
    if (fstat((*target)->descriptor, &status) != 0) {
        explain("open_target", errno);
        return nullptr;
    }
    auto* file = new (std::nothrow) OpenFile{};
    if (file == nullptr) return nullptr;
    file->target = *target;
    file->end_written = static_cast<haddr_t>(status.st_size);
    return &file->base;
}

herr_t close_target(H5FD_t* file) {
    delete own(file);
    return 0;
}

herr_t query(H5FD_t const*, unsigned long* flags) {
    // What the library's own POSIX driver can do, but for reading while another process writes.
    if (flags != nullptr) {
        *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                 H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    }
    return 0;
}

haddr_t end_allocated(H5FD_t const* file, H5FD_mem_t) {
    return own(file)->end_allocated;
}
haddr_t end_written(H5FD_t const* file, H5FD_mem_t) {
    return own(file)->end_written;
}
herr_t set_end_allocated(H5FD_t* file, H5FD_mem_t, haddr_t address) {
    own(file)->end_allocated = address;
    return 0;
}

herr_t read_target(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* buffer) {
    auto* into = static_cast<std::byte*>(buffer);
    while (size > 0) {
        const ssize_t got = pread(own(file)->target->descriptor, into, size, static_cast<off_t>(address));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            explain("read_target", errno);
            return -1;
        }
        if (got == 0) {  // beyond the end of the file all is zero
            std::memset(into, 0, size);
            return 0;
        }
        into += got;
        address += static_cast<haddr_t>(got);
        size -= static_cast<size_t>(got);
    }
    return 0;
}

herr_t write_target(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void const* buffer) {
    WriteTarget& target = *own(file)->target;
    if (target.given_up) return 0;
    auto const* from = static_cast<std::byte const*>(buffer);
    while (size > 0) {
        const ssize_t put = pwrite(target.descriptor, from, size, static_cast<off_t>(address));
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return keep(target, put < 0 ? errno : ENOSPC);
        from += put;
        address += static_cast<haddr_t>(put);
        size -= static_cast<size_t>(put);
    }
    own(file)->end_written = std::max(own(file)->end_written, address);
    return 0;
}

herr_t truncate_target(H5FD_t* file, hid_t, hbool_t) {
    WriteTarget& target = *own(file)->target;
    OpenFile& self = *own(file);
    if (self.end_allocated == self.end_written || target.given_up) return 0;
    if (ftruncate(target.descriptor, static_cast<off_t>(self.end_allocated)) != 0) {
        return keep(target, errno);
    }
    self.end_written = self.end_allocated;
    return 0;
}

}  // namespace

Handle use_target(std::string const& file, Handle const& access, WriteTarget* target) {
    H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED + 100);
#endif
    driver.name = "riskpool partial file";
    driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    driver.fc_degree = H5F_CLOSE_WEAK;
    driver.fapl_size = sizeof(void*);  // HDF5 copies the pointer to the target, not the target
    driver.open = open_target;
    driver.close = close_target;
    driver.query = query;
    driver.get_eoa = end_allocated;
    driver.set_eoa = set_end_allocated;
    driver.get_eof = end_written;
    driver.read = read_target;
    driver.write = write_target;
    driver.truncate = truncate_target;
    constexpr H5FD_mem_t one_list_for_structure_one_for_data[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(one_list_for_structure_one_for_data), std::end(one_list_for_structure_one_for_data),
              std::begin(driver.fl_map));
    Handle registration(checked(file, "prepare a file", [&] { return H5FDregister(&driver); }));
    checked(file, "prepare a file", [&] { return H5Pset_driver(access.get(), registration.get(), &target); });
    return registration;
}

}  // namespace riskpool::hdf5
