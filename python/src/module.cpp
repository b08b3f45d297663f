#include "python/src/bindings.hpp"

NB_MODULE(_ext, module) {
    riskpool::python::bind_faults(module);
    riskpool::python::bind_descriptions(module);
    riskpool::python::bind_scenario(module);
    riskpool::python::bind_figures(module);
    riskpool::python::bind_run(module);
    riskpool::python::bind_contracts(module);
    riskpool::python::bind_pools(module);
    riskpool::python::bind_laws(module);
    riskpool::python::bind_own_sources(module);
    riskpool::python::bind_events(module);
    riskpool::python::bind_trials(module);
}
