"""Every sector and product that the plans and opinions of the authorities name has a scenario that names it back, with insureds of its own."""

import pytest
from sectors import loaded
from test_scenarios import SCENARIOS

PRODUCTS = {
    "集成电路": "ic/pool.yaml", "人工智能": "ai/pool.yaml", "生物医药": "biomedicine/trials.yaml", "临床试验": "biomedicine/trials.yaml",
    "低空": "low_altitude/drones.yaml", "无人机责任险": "low_altitude/drones.yaml", "eVTOL": "low_altitude/evtol.yaml",
    "新能源汽车": "vehicles/new_energy.yaml", "基本+变动": "vehicles/new_energy.yaml", "车电分离": "vehicles/new_energy.yaml",
    "智能驾驶": "vehicles/new_energy.yaml", "海上风电": "marine/offshore_wind.yaml", "深远海养殖": "marine/unmanned_and_farming.yaml",
    "新能源船舶": "marine/unmanned_and_farming.yaml", "无人船艇": "marine/unmanned_and_farming.yaml", "网络安全": "cyber/pool.yaml",
    "网络勒索": "cyber/pool.yaml", "数据泄露": "cyber/pool.yaml", "知识产权保险共保体": "intellectual_property/domestic.yaml",
    "海外知产联共体": "intellectual_property/overseas.yaml", "知识产权海外侵权责任": "intellectual_property/overseas.yaml",
    "专利执行保险": "intellectual_property/domestic.yaml", "专利执行损失险": "intellectual_property/domestic.yaml",
    "侵犯专利权责任保险": "intellectual_property/domestic.yaml", "商标": "intellectual_property/domestic.yaml",
    "首台(套)装备": "equipment/first_set.yaml", "首批次": "equipment/first_set.yaml", "首版次": "equipment/first_set.yaml",
    "研发费用损失保险": "research/expense.yaml", "科技成果转化费用损失保险": "research/transfer_cost.yaml",
    "概念验证": "research/proof_of_concept.yaml", "中试验证": "research/proof_of_concept.yaml", "首试首用": "research/proof_of_concept.yaml",
    "技术失败险": "frontier/brain_computer.yaml", "创业责任损失保险": "inclusive/start_up.yaml", "产品研发责任险": "research/development.yaml",
    "关键研发设备保险": "research/development.yaml", "营业中断损失险": "research/development.yaml", "产品责任险": "equipment/quality.yaml",
    "产品质量保证保险": "equipment/quality.yaml", "环境污染责任": "environment/pollution.yaml", "小额贷款保证保险": "credit/technology_loans.yaml",
    "出口信用保险": "credit/technology_loans.yaml", "关税保证保险": "credit/technology_loans.yaml", "人才保": "people/talent.yaml",
    "量子科技": "frontier/quantum.yaml", "生物制造": "frontier/biomanufacturing.yaml", "核聚变能": "frontier/fusion.yaml",
    "脑机接口": "frontier/brain_computer.yaml", "具身智能": "robots/embodied_ai.yaml", "氢能": "energy/hydrogen.yaml",
    "新型储能": "energy/hydrogen.yaml", "碳捕集": "energy/hydrogen.yaml", "民用航空": "aviation/civil.yaml",
    "高端装备": "equipment/high_end.yaml", "绿色再制造": "equipment/high_end.yaml", "惠科保": "inclusive/small_firms.yaml",
    "港澳药械通": "biomedicine/hong_kong_macao.yaml", "指数保险": "index/revenue.yaml", "收入保险": "index/revenue.yaml",
    "种子基金风险补偿": "finance/seed_fund.yaml", "风险补偿资金池": "credit/technology_loans.yaml", "商业航天": "space/launch.yaml",
    "共保平台": "national/platform.yaml", "共保分保": "mechanisms/hong_kong.yaml", "自保公司": "mechanisms/captive.yaml", "冷链": "biomedicine/cold_chain.yaml", "生物医药出海": "biomedicine/going_abroad.yaml",
}


@pytest.mark.parametrize(("product", "name"), PRODUCTS.items(), ids=list(PRODUCTS))
def test_a_product_has_a_scenario_by_its_name(product, name):
    head = (SCENARIOS / name).read_text(encoding="utf-8").split("\nsources:")[0]
    assert product in head


@pytest.mark.parametrize("name", sorted(set(PRODUCTS.values())))
def test_its_insureds_are_several_and_labelled_placeholders(name):
    insureds = loaded(name)["insureds"]
    if isinstance(insureds, dict):
        rows = (SCENARIOS / name).with_name(insureds["file"]).read_text(encoding="utf-8").splitlines()
        names = [row.split(",")[0] for row in rows if row and not row.startswith("#")][1:]
    else:
        names = [each["name"] for each in insureds]
    assert len(names) >= 2
    assert all("(placeholder)" in each for each in names)
