// The shapes of the fields of a scenario that are read in a way of their own.
#pragma once

#include "sim/base/description.hpp"
#include "sim/scenario/alternative_reading.hpp"
#include "sim/scenario/belief_register.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/source_register.hpp"
#include "sim/scenario/treaty_reading.hpp"

namespace riskpool {

template <>
struct ShapeOf<InsuredList> {
    static Shape shape() { return shape_of<Insureds>(any_finite, Unit::none); }
};

/// The kinds of dependences are not known here: scenario_description puts the register's in.
template <>
struct ShapeOf<DependenceModel> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::family;
        return shape;
    }
};

/// Likewise the models of default.
template <>
struct ShapeOf<DefaultModel> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::family;
        return shape;
    }
};

template <>
struct ShapeOf<BeliefNames> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::named;
        shape.item = std::make_shared<Shape const>(shape_of<Belief>(any_finite, Unit::none));
        return shape;
    }
};

}  // namespace riskpool
