// The register of sources: a new model is one file and one line here.
#pragma once

#include "models/integrated_circuit/cluster_quake.hpp"
#include "models/integrated_circuit/contamination.hpp"
#include "models/integrated_circuit/fab_fire.hpp"
#include "models/integrated_circuit/utility_outage.hpp"
#include "models/sources/adjusted.hpp"
#include "models/sources/attritional.hpp"
#include "models/sources/cascade.hpp"
#include "models/sources/clash.hpp"
#include "models/sources/collective_risk.hpp"
#include "models/sources/credit_portfolio.hpp"
#include "models/sources/developing.hpp"
#include "models/sources/event_table.hpp"
#include "models/sources/event_tree.hpp"
#include "models/sources/fixed_events.hpp"
#include "models/sources/hawkes.hpp"
#include "models/sources/mass_tort.hpp"
#include "models/sources/performance_drop.hpp"
#include "models/sources/scenario_set.hpp"
#include "models/sources/serial_defect.hpp"
#include "models/sources/staged_success.hpp"
#include "models/sources/year_event_table.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

using SourceKinds = Kinds<  //
    FixedEvents,            //
    CollectiveRisk,         //
    EventTable,             //
    YearEventTable,         //
    Attritional,            //
    ScenarioSet,            //
    Clash,                  //
    StagedSuccess,          //
    SerialDefect,           //
    MassTort,               //
    EventTree,              //
    Hawkes,                 //
    Cascade,                //
    PerformanceDrop,        //
    CreditPortfolio,        //
    Adjusted,               //
    Developing,             //
    FabFire,                //
    Contamination,          //
    ClusterQuake,           //
    UtilityOutage>;

}  // namespace riskpool
