using System.Text;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Tests;

/// <summary>A small valid plugin, of which tests break one thing.</summary>
internal sealed class TestPlugin
{
    private readonly Dictionary<string, byte[]> files = new()
    {
        [PluginFile.Schema] = Encoding.UTF8.GetBytes(
            """
            plugin:
              id: shop
              name: Shop
              currency: EUR
            tables:
              sales:
                default: true
                time_column: sold_on
                columns:
                  sale_id: {type: text, kind: id, required: true}
                  sold_on: {type: date, kind: time, required: true}
                  region: {type: text, kind: dimension, synonyms: [area], headers: [Sales Area]}
                  method: {type: text, kind: dimension, values: {CSH: [cash], CRD: [card]}}
                  amount: {type: decimal, kind: fact, unit: currency, additive: full, default_agg: sum}
                  store_id: {type: text, kind: id}
              stores:
                primary_key: [store_id]
                columns:
                  store_id: {type: text, kind: id, required: true}
                  city: {type: text, kind: dimension}
                  phone: {type: text, kind: text, pii: true, visibility: hidden}
            relationships:
              - {name: sales_store, from: sales.store_id, to: stores.store_id, cardinality: many_to_one}

            """),
        [PluginFile.Metrics] = Encoding.UTF8.GetBytes(
            """
            metrics:
              revenue: {type: simple, table: sales, agg: sum, expr: amount, unit: currency, synonyms: [turnover]}
              orders: {type: simple, table: sales, agg: count_distinct, expr: sale_id}
              order_value: {type: ratio, numerator: revenue, denominator: orders}
              doubled: {type: derived, expr: revenue * 2}
            segments:
              large: {table: sales, filter: amount > 100}
            glossary:
              - {term: AOV, meaning: Order value., maps_to: order_value}

            """),
        [PluginFile.Questions] = Encoding.UTF8.GetBytes(
            """
            packs:
              basics:
                title: Basics
                questions:
                  - ask: ["the best {n} regions"]
                    query: {metrics: [revenue], dimensions: [sales.region], order_by: [revenue desc], limit: "{n}"}
                  - ask: ["what do we sell in {region}"]
                    query: {metrics: [revenue], filters: {column: region, value: "{region}"}}
                    expect: {as_of: 2025-12-31, slots: {region: North}, rows: [[12.5]]}

            """),
        [PluginFile.Policy] = Encoding.UTF8.GetBytes("forbidden_columns: [stores.phone]\nmax_rows: 100\ndefault_limit: 10\n"),
        [PluginFile.Insights] = Encoding.UTF8.GetBytes(
            """
            insights:
              week:
                metric: revenue
                time: last 7 days
                compare: previous_period
                detector: {kind: change, min_change_pct: 5}
                explain: "{metric} is {value}"

            """),
    };

    public TestPlugin With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public TestPlugin With(string file, byte[] bytes)
    {
        files[file] = bytes;
        return this;
    }

    public TestPlugin Without(string file)
    {
        files.Remove(file);
        return this;
    }

    /// <summary>Replaces a text that must occur exactly once.</summary>
    public TestPlugin Replace(string file, string old, string replacement)
    {
        var text = Encoding.UTF8.GetString(files[file]);
        if (text.Split(old).Length != 2)
            throw new ArgumentException($"'{old}' does not occur once in {file}.");
        return With(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public byte[] BytesOf(string file) => files[file];

    public PluginReading Read(string id = "shop") => PluginReader.Read(new PluginSource(id, files));
}
