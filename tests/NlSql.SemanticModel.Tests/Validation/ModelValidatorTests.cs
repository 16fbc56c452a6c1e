using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests.Validation;

/// <summary>One mistake each: the code, and the line on which it stands.</summary>
public sealed class ModelValidatorTests
{
    [Theory]
    [InlineData("id: shop", "id: Shop-1", PluginProblemCodes.BadName, 2)]
    [InlineData("sales:\n    default", "sa__les:\n    default", PluginProblemCodes.BadName, 6)]
    [InlineData("region: {", "part_id: {", PluginProblemCodes.BadName, 12)]
    [InlineData("time_column: sold_on", "time_column: region", PluginProblemCodes.BadKey, 8)]
    [InlineData("primary_key: [store_id]", "primary_key: [city]", PluginProblemCodes.BadKey, 17)]
    [InlineData("primary_key: [store_id]", "unique_keys: [[shop_id]]", PluginProblemCodes.UnknownColumn, 17)]
    [InlineData("primary_key: [store_id]", "primary_key: [store_id]\n    default: true", PluginProblemCodes.Clash, 18)]
    [InlineData("sold_on: {type: date, kind: time", "sold_on: {type: date, kind: fact", PluginProblemCodes.WrongValue, 11)]
    [InlineData("unit: currency, additive: full", "type: text, additive: full", PluginProblemCodes.DuplicateKey, 14)]
    [InlineData("{CSH: [cash], CRD: [card]}", "{CSH: [cash], CRD: [Cash]}", PluginProblemCodes.Clash, 13)]
    [InlineData("headers: [Sales Area]", "headers: [SALE-ID]", PluginProblemCodes.Clash, 12)]
    [InlineData("synonyms: [area]", "synonyms: [Amount]", PluginProblemCodes.Clash, 14)]
    [InlineData("synonyms: [area]", "synonyms: {a: b}", PluginProblemCodes.UnknownKey, 12)]
    [InlineData("synonyms: [area]", "synonyms: [[a]]", PluginProblemCodes.WrongType, 12)]
    [InlineData("synonyms: [area]", "synonyms: [{text: area, rank: 10}]", PluginProblemCodes.WrongType, 12)]
    [InlineData("synonyms: [area]", "synonyms: [{text: Amount, rank: 2}]", "", 0)]
    [InlineData("id: shop", "id: schemas", PluginProblemCodes.BadName, 2)]
    [InlineData("type: date", "type: daet", PluginProblemCodes.WrongValue, 11)]
    [InlineData("required: true}\n      sold_on", "required: yes}\n      sold_on", PluginProblemCodes.WrongType, 10)]
    [InlineData("from: sales.store_id", "from: sale.store_id", PluginProblemCodes.UnknownTable, 23)]
    [InlineData("from: sales.store_id", "from: store_id", PluginProblemCodes.WrongType, 23)]
    [InlineData("to: stores.store_id", "to: stores.city", PluginProblemCodes.BadRelationship, 23)]
    [InlineData("from: sales.store_id", "from: sales.sold_on", PluginProblemCodes.BadRelationship, 23)]
    [InlineData("cardinality: many_to_one", "cardinality: one_to_one", PluginProblemCodes.BadRelationship, 23)]
    [InlineData("cardinality: many_to_one", "role: sales", PluginProblemCodes.BadRelationship, 23)]
    [InlineData("many_to_one}", "many_to_one}\n  - {name: again, from: sales.store_id, to: stores.store_id}", PluginProblemCodes.BadRelationship, 24)]
    public void Validate_SchemaMistake_IsReportedOnItsLine(string old, string replacement, string code, int line) =>
        Expect(PluginFile.Schema, old, replacement, code, line);

    [Theory]
    [InlineData("table: sales, agg: sum", "table: slaes, agg: sum", PluginProblemCodes.UnknownTable, 2)]
    [InlineData("expr: amount,", "expr: amuont,", PluginProblemCodes.UnknownColumn, 2)]
    [InlineData("expr: amount,", "expr: region,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("expr: amount,", "time_column: region, expr: amount,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("agg: sum, expr: amount,", "agg: sum,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("agg: sum,", "agg: percentile, percentile: 95,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("agg: sum,", "percentile: 0.5, agg: sum,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("agg: sum,", "valid_range: {min: 2, max: 1}, agg: sum,", PluginProblemCodes.BadMetric, 2)]
    [InlineData("table: sales, agg: count_distinct, expr: sale_id", "table: stores, agg: max, expr: phone", PluginProblemCodes.BadMetric, 3)]
    [InlineData("table: sales, agg: count_distinct, expr: sale_id", "table: stores, agg: count_distinct, expr: phone", "", 0)]
    [InlineData("denominator: orders", "denominator: ordres", PluginProblemCodes.UnknownMetric, 4)]
    [InlineData("expr: revenue * 2", "expr: revenue * doubled", PluginProblemCodes.MetricCycle, 5)]
    [InlineData("numerator: revenue", "numerator: doubled", "", 0)]
    [InlineData("expr: revenue * 2", "expr: revenue - cost", PluginProblemCodes.UnknownMetric, 5)]
    [InlineData("expr: revenue * 2", "expr: 2 * 2", PluginProblemCodes.BadMetric, 5)]
    [InlineData("type: derived, expr: revenue * 2", "type: cumulative, metric: revenue, window: a while", PluginProblemCodes.BadMetric, 5)]
    [InlineData("type: derived, expr: revenue * 2", "type: cumulative, metric: revenue, window: 7 days, grain_to_date: month", PluginProblemCodes.BadMetric, 5)]
    [InlineData("  doubled:", "  amount: {type: simple, table: sales, agg: count}\n  doubled:", PluginProblemCodes.Clash, 5)]
    [InlineData("synonyms: [turnover]", "synonyms: [Orders]", PluginProblemCodes.Clash, 3)]
    [InlineData("synonyms: [turnover]", "synonyms: [{text: Orders, rank: 2}, turnover]", "", 0)]
    [InlineData("maps_to: order_value}", "maps_to: order_value}\n  - {term: Order value, meaning: The same., synonyms: [aov]}", PluginProblemCodes.Clash, 10)]
    [InlineData("large: {table: sales", "large: {table: sails", PluginProblemCodes.UnknownTable, 7)]
    [InlineData("large: {", "revenue: {", PluginProblemCodes.Clash, 7)]
    [InlineData("maps_to: order_value", "maps_to: orders_value", PluginProblemCodes.UnknownName, 9)]
    public void Validate_MetricMistake_IsReportedOnItsLine(string old, string replacement, string code, int line) =>
        Expect(PluginFile.Metrics, old, replacement, code, line);

    [Theory]
    [InlineData("ask: [\"the best {n} regions\"]", "ask: [\"the best regions\"]", PluginProblemCodes.BadSlot, 5)]
    [InlineData("ask: [\"the best {n} regions\"]", "ask: [\"the best {n} regions\", \"best regions\"]", PluginProblemCodes.BadSlot, 5)]
    [InlineData("ask: [\"the best {n} regions\"]", "ask: [\"the best {n} regions in {country}\"]", PluginProblemCodes.BadSlot, 5)]
    [InlineData("ask: [\"the best {n} regions\"]", "ask: [\"the best {n} {region}\"]", PluginProblemCodes.BadSlot, 6)]
    [InlineData("ask: [\"the best {n} regions\"]", "ask: [\"what do we sell in {region}\"]", PluginProblemCodes.Clash, 7)]
    [InlineData("slots: {region: North}, ", "", PluginProblemCodes.BadSlot, 9)]
    [InlineData("rows: [[12.5]]", "rows: [[12.5, 3]]", PluginProblemCodes.WrongValue, 9)]
    [InlineData("filters: {column: region", "filters: {column: regoin", PluginProblemCodes.UnknownColumn, 8)]
    [InlineData("dimensions: [sales.region]", "dimensions: [store.region]", PluginProblemCodes.UnknownTable, 6)]
    [InlineData("dimensions: [sales.region]", "dimensions: [stores.phone]", PluginProblemCodes.BadQuery, 6)]
    [InlineData("dimensions: [sales.region]", "dimensions: [{column: sales.region, grain: month}]", PluginProblemCodes.BadQuery, 6)]
    [InlineData("metrics: [revenue], dimensions", "metrics: [revnue], dimensions", PluginProblemCodes.UnknownMetric, 6)]
    [InlineData("metrics: [revenue], filters: {column: region, value: \"{region}\"}", "metrics: [revenue], filters: [{column: region, value: \"{region}\"}, {segment: larger}]", PluginProblemCodes.UnknownSegment, 8)]
    [InlineData("order_by: [revenue desc]", "order_by: [revenues desc]", PluginProblemCodes.UnknownColumn, 6)]
    [InlineData("limit: \"{n}\"", "limit: 0, having: {column: revenue, op: \">\", value: \"{n}\"}", PluginProblemCodes.BadQuery, 6)]
    public void Validate_QuestionMistake_IsReportedOnItsLine(string old, string replacement, string code, int line) =>
        Expect(PluginFile.Questions, old, replacement, code, line);

    [Theory]
    [InlineData("[stores.phone]", "[stores.fone]", PluginProblemCodes.UnknownColumn, 1)]
    [InlineData("[stores.phone]", "[phone]", PluginProblemCodes.UnknownColumn, 1)]
    [InlineData("default_limit: 10", "default_limit: 1000", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "default_time_range: a while", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "answer_tiers_allowed: [verified, guessed]", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "row_filters: [{table: sales, filter: amount > 0, roles: [boss]}]", PluginProblemCodes.UnknownRole, 3)]
    [InlineData("default_limit: 10", "forbidden_topics: [{topic: phones, columns: [stores.fone]}]", PluginProblemCodes.UnknownColumn, 3)]
    [InlineData("default_limit: 10", "column_masks: {sales.region: last_for}", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "column_masks: {sales.amount: last_four}", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "column_masks: {sales.regoin: hash}", PluginProblemCodes.UnknownColumn, 3)]
    [InlineData("default_limit: 10", "column_masks: {sales.store_id: hash}", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "column_masks: {sales.sold_on: year}", PluginProblemCodes.WrongValue, 3)]
    [InlineData("default_limit: 10", "column_masks: {stores.city: {mask: hash, except: [boss]}}", PluginProblemCodes.UnknownRole, 3)]
    [InlineData("default_limit: 10", "column_masks: {stores.city: {mask: hash, unless: [boss]}}", PluginProblemCodes.UnknownKey, 3)]
    [InlineData("default_limit: 10", "column_masks: {stores.city: {except: []}}", PluginProblemCodes.MissingKey, 3)]
    [InlineData("default_limit: 10", "min_group_size: 1", PluginProblemCodes.WrongType, 3)]
    [InlineData("default_limit: 10", "min_group_size: {columns: [stores.city]}", PluginProblemCodes.MissingKey, 3)]
    [InlineData("default_limit: 10", "min_group_size: {size: 5, columns: [store.*]}", PluginProblemCodes.UnknownTable, 3)]
    [InlineData("default_limit: 10", "min_group_size: {size: 5, columns: [stores.cty]}", PluginProblemCodes.UnknownColumn, 3)]
    [InlineData("default_limit: 10", "column_masks: {stores.city: first_letter, sales.amount: {mask: rounded, except: []}}", "", 3)]
    [InlineData("default_limit: 10", "min_group_size: {size: 5, columns: [stores.*, sales.region]}", "", 3)]
    public void Validate_PolicyMistake_IsReportedOnItsLine(string old, string replacement, string code, int line) =>
        Expect(PluginFile.Policy, old, replacement, code, line);

    [Theory]
    [InlineData("metric: revenue", "metric: revenues", PluginProblemCodes.UnknownMetric, 3)]
    [InlineData("metric: revenue", "by: [sales.regoin]\n    metric: revenue", PluginProblemCodes.UnknownColumn, 3)]
    [InlineData("time: last 7 days", "time: a while ago", PluginProblemCodes.WrongValue, 4)]
    [InlineData("compare: previous_period", "compare: previous_perod", PluginProblemCodes.BadInsight, 5)]
    [InlineData("    compare: previous_period\n", "", PluginProblemCodes.BadInsight, 2)]
    [InlineData("min_change_pct: 5", "min_chance_pct: 5", PluginProblemCodes.UnknownKey, 6)]
    [InlineData("min_change_pct: 5", "n: 5", PluginProblemCodes.BadInsight, 6)]
    [InlineData("{kind: change, min_change_pct: 5}", "top", PluginProblemCodes.BadInsight, 6)]
    [InlineData("    detector: {kind: change, min_change_pct: 5}\n", "", PluginProblemCodes.BadInsight, 2)]
    [InlineData("{metric} is {value}", "{metric} is {worth}", PluginProblemCodes.BadInsight, 7)]
    [InlineData("min_change_pct: 5", "min_change_pct: -5", PluginProblemCodes.BadInsight, 6)]
    [InlineData("metric: revenue", "metric: revenue\n    segment: dear", PluginProblemCodes.BadInsight, 4)]
    [InlineData("metric: revenue", "metric: revenue\n    grain: week", PluginProblemCodes.BadInsight, 4)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "detector: {kind: zscore, periods: 4}", PluginProblemCodes.BadInsight, 5)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "detector: {kind: trend, alpha: 0.9}", PluginProblemCodes.BadInsight, 5)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "grain: hour\n    detector: trend", PluginProblemCodes.BadInsight, 5)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "by: [sales.region]\n    detector: {kind: share, above: 50}", PluginProblemCodes.BadInsight, 6)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "by: [sales.region]\n    detector: {kind: top, n: 0.5}", PluginProblemCodes.BadInsight, 6)]
    [InlineData("compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "detector: {kind: threshold, above: 1, below: 2}", PluginProblemCodes.BadInsight, 5)]
    [InlineData("    time: last 7 days\n    compare: previous_period\n    detector: {kind: change, min_change_pct: 5}", "    detector: zscore", PluginProblemCodes.BadInsight, 2)]
    [InlineData("metric: revenue", "metric: revenue\n    schedule: daily", PluginProblemCodes.BadInsight, 4)]
    [InlineData("metric: revenue", "metric: revenue\n    schedule: 0 24 * * *", PluginProblemCodes.BadInsight, 4)]
    [InlineData("metric: revenue", "metric: revenue\n    schedule: 0 6 31 2 *", PluginProblemCodes.BadInsight, 4)]
    [InlineData("metric: revenue", "metric: revenue\n    schedule: \"*/15 8-17 1,15 jan-mar MON\"", "", 0)]
    public void Validate_InsightMistake_IsReportedOnItsLine(string old, string replacement, string code, int line) =>
        Expect(PluginFile.Insights, old, replacement, code, line);

    [Fact]
    public void Read_MasksAndGroupSize_AreInTheModel()
    {
        var policy = new TestPlugin()
            .Replace(
                PluginFile.Policy,
                "default_limit: 10",
                "roles: [boss]\ncolumn_masks: {stores.city: {mask: first_letter, except: boss}, sales.amount: rounded}\nmin_group_size: {size: 5, columns: [stores.*]}")
            .Read().Model!.Policy;

        Assert.Equal(
            [("stores.city", MaskKind.FirstLetter, "boss"), ("sales.amount", MaskKind.Rounded, "")],
            policy.ColumnMasks.Select(m => (m.Column, m.Mask, string.Join(',', m.Except))));
        Assert.Equal((5, "stores.*"), (policy.MinGroupSize!.Size, Assert.Single(policy.MinGroupSize.Columns)));
    }

    [Fact]
    public void Validate_TooManyTables_IsReported()
    {
        var tables = string.Concat(Enumerable.Range(0, 51).Select(i => $"  t{i}: {{columns: {{a: {{type: text, kind: id}}}}}}\n"));

        var problems = new TestPlugin().With(PluginFile.Schema, $"plugin: {{id: shop, name: Shop}}\ntables:\n{tables}").Read().Problems;

        Assert.Contains(problems, p => p is { Code: PluginProblemCodes.TooMany, Line: 2 });
    }

    [Fact]
    public void Validate_LongCycle_ShowsTheWay()
    {
        var problem = new TestPlugin().Replace(PluginFile.Metrics, "denominator: orders", "denominator: doubled")
            .Replace(PluginFile.Metrics, "revenue * 2", "revenue * order_value").Read().Problems.Single();

        Assert.Equal("The metric is made of itself: order_value → doubled → order_value.", problem.Message);
    }

    private static void Expect(string file, string old, string replacement, string code, int line)
    {
        var problems = new TestPlugin().Replace(file, old, replacement).Read().Problems;

        if (code.Length == 0)
            Assert.Empty(problems);
        else
            Assert.Contains((file, code, line), problems.Select(p => (p.File, p.Code, p.Line)));
    }
}
