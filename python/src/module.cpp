#include "python/src/bindings.hpp"

NB_MODULE(_ext, module) {
    riskpool::python::bind_scenario(module);
    riskpool::python::bind_figures(module);
    riskpool::python::bind_run(module);
}
