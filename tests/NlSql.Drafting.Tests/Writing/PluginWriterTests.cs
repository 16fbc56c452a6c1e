using System.Text;
using CsCheck;
using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.Drafting.Writing;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.Query.Plugins;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Drafting.Tests.Writing;

/// <summary>Whatever the data, the five files are valid, say what the model says, and every question in them can be answered.</summary>
public sealed class PluginWriterTests
{
    private static readonly DraftIdentity Shop = new("shop", "Shop: \"best\" of all", "A shop, #1.");

    private static readonly Gen<string> Headers = Gen.OneOf(
        Gen.OneOf(
            "id", "ID", "name", "order_id", "customer id", "Customer", "customer_id", "total amount", "Total", "is_active", "date", "Order Date", "price", "PRICE", "zip", "E-Mail",
            "count", "select", "null", "true", "tenant_id", "pg_x", "a__b", "1st", "%", "Größe", "x: y", "metric", "No", "Number", "num", "status", "manager_id", "sales", "quantity", "share", ""),
        Gen.String[Gen.Char[" _-#:'\"[]{}aAbB1é日"], 0, 12]);

    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.Int[0, 20].Select(i => $"{i}"),
        Gen.OneOf("", "N/A", "yes", "no", "2024-01-30", "13/01/2024", "1.5", "$3", "ann@example.com", "North", "it's", "a: b", "{x}", "- x", "#", "true", "\"", "\\", "日本"));

    [Fact]
    public void Write_AnyTables_AreValidAndAnswerTheirQuestions() => Gen.Select(Headers.Array[1, 8], Gen.Int[0, 12]).SelectMany((headers, rows) => Values.Array[headers.Length * rows].Select(values => (headers, values))).Array[1, 4].Sample(
        tables =>
        {
            var profiles = tables.Select((t, i) => Profile($"table {i}", t.headers, t.values)).Where(p => p.Columns.Any(c => c.Header.Any(char.IsLetterOrDigit))).ToList();
            if (profiles.Count > 0)
                Check(ModelDrafter.Draft(Shop, profiles));
        },
        iter: 300);

    [Fact]
    public void Write_AnyStoredTables_KeepTheirNamesAndTypes() => Gen.Select(Headers.Array[1, 8], Gen.Int[0, 12]).SelectMany((headers, rows) => Values.Array[headers.Length * rows].Select(values => (headers, values))).Array[1, 4].Sample(
        tables =>
        {
            var profiles = tables.Select((t, i) => Stored($"table_{i}", Profile($"table_{i}", t.headers, t.values))).ToList();
            var draft = ModelDrafter.Draft(Shop, profiles);

            Check(draft);
            Assert.Equal(profiles.Select(p => p.Name), draft.Model.Tables.Select(t => t.Name));
            foreach (var (profile, table) in profiles.Zip(draft.Model.Tables))
                Assert.Equal(profile.Columns.Select(c => (c.Name!, c.Type)), table.Columns.Select(c => (c.Name, c.Type)));
        },
        iter: 150);

    [Fact]
    public void Write_WideTables_FitIntoTheFiles()
    {
        var wide = Enumerable.Range(0, 3).Select(t => Stored(
            $"wide_{t}", Tables.Of($"wide_{t}", string.Join('|', Enumerable.Range(0, 700).Select(i => $"A rather long Header of Column {i} (in EUR)")), string.Join('|', Enumerable.Range(0, 700).Select(i => $"X{i % 9}")))));
        var many = Enumerable.Range(0, 60).Select(t => Stored($"t_{t}", Tables.Of($"t_{t}", "id|amount|is_on", "1|2.5|yes", "2|3|no")));

        var draft = ModelDrafter.Draft(Shop, [.. wide]);
        Check(draft);
        Assert.Contains(draft.Notes, n => n.Kind == DraftNoteKind.LeftOut);
        Check(ModelDrafter.Draft(Shop, [.. many]));
    }

    [Fact]
    public void Write_StoredNamesThatDifferByUnderscoresAlone_AreNoTwoColumns()
    {
        var draft = ModelDrafter.Draft(Shop, [Tables.Of("t", "a b|ab", "1|2") is var profile ? profile with { Columns = [profile.Columns[0] with { Name = "a_b" }, profile.Columns[1] with { Name = "ab" }] } : profile]);

        Check(draft);
        Assert.Equal(["a_b"], draft.Model.Tables[0].Columns.Select(c => c.Name));
    }

    [Fact]
    public void Write_ColumnsNamedByWordsOfSql_AreQuoted()
    {
        var words = "order group user desc check end all any left full is like table column limit to from where natural freeze current_date year month value time values".Split(' ');

        Check(ModelDrafter.Draft(Shop, [Tables.Of("t", string.Join('|', words), string.Join('|', words.Select((_, i) => $"{i}.5")))]));
    }

    [Fact]
    public void Write_NamesThatYamlTakesForNothing_AreQuoted() => Check(ModelDrafter.Draft(
        Shop,
        [
            Tables.Of("null", "null|yes|amount", "7|2024-01-30|1.5", "8|2024-01-31|2"),
            Tables.Of("true", "id|null|no|is_on", "1|7|x|yes", "2|8|y|no"),
        ]));

    [Fact]
    public void Write_TheSameTwice_IsTheSameText()
    {
        var profiles = new[] { Tables.Of("sales", "id|amount|region", "1|2.5|North", "2|3|South") };

        Assert.Equal(
            PluginWriter.Write(ModelDrafter.Draft(Shop, profiles), "sales.csv", null),
            PluginWriter.Write(ModelDrafter.Draft(Shop, profiles), "sales.csv", null));
    }

    [Fact]
    public void Write_Layout_IsAPersons()
    {
        var profiles = new[] { Tables.Of("sales", "id|sold|amount|region|payer", "1|01/02/2024|2.5|North|ann@example.com", "2|03/04/2024|3|South|bob@example.com") };

        var schema = PluginWriter.Write(ModelDrafter.Draft(Shop, profiles), "sales.csv", "../../docs/schemas")[PluginFile.Schema];

        Assert.StartsWith(
            """
            # yaml-language-server: $schema=../../docs/schemas/schema.schema.json
            # Drafted from sales.csv. What stands behind "check" is for you to decide.
            plugin:
              id: shop
              name: "Shop: \"best\" of all"
              description: "A shop, #1."
              # check: which currency? currency: EUR

            tables:
              sales:
                label: Sales
                grain: one sale
                default: true
                primary_key: [id]
                time_column: sold
                columns:
                  id: {type: integer, kind: id, required: true, label: ID}
                  # check: No value tells whether the day or the month comes first; taken as month first.
                  sold: {type: date, kind: time}
                  amount: {type: decimal, kind: fact, unit: currency, additive: full, default_agg: sum}
                  region: {type: text, kind: dimension}
                  # check: E-mail addresses: visible; hide it if nobody may see it.
                  payer: {type: text, kind: dimension, pii: true}
            """,
            schema,
            StringComparison.Ordinal);
    }

    private static TableProfile Profile(string name, string[] headers, string[] values)
    {
        var profiler = new TableProfiler(name, headers);
        foreach (var row in values.Chunk(headers.Length))
        {
            for (var i = 0; i < headers.Length; i++)
                profiler.Add(i, row[i]);
            profiler.EndRow();
        }

        return profiler.Finish();
    }

    // Names as an upload gives them: a letter, then whatever is plain in the header, and a number that makes each its own.
    private static TableProfile Stored(string name, TableProfile profile) => profile with
    {
        Name = name,
        Columns = [.. profile.Columns.Select((c, i) => c with { Name = $"c{string.Concat(c.Header.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).PadRight(1, 'x')[..Math.Min(30, Math.Max(1, c.Header.Count(char.IsAsciiLetterOrDigit)))]}_{i}" })],
    };

    private static void Check(DraftedModel draft)
    {
        var texts = PluginWriter.Write(draft, "some files", "../../docs/schemas");
        var reading = PluginSqlChecker.Read(new PluginSource("shop", texts.ToDictionary(t => t.Key, t => Encoding.UTF8.GetBytes(t.Value))));

        Assert.Empty(reading.Problems.Select(p => $"{p}\n{texts[p.File]}"));
        // The version is the files'; the lines of questions are where they stand.
        static string Json(ModelDefinition model) => ModelDefinitionJson.Write(model with
        {
            Version = "",
            QuestionPacks = [.. model.QuestionPacks.Select(p => p with { Questions = [.. p.Questions.Select(q => q with { Line = 0 })] })],
        });
        Assert.Equal(Json(draft.Model), Json(reading.Model!));
        Assert.Empty(Unanswered(reading.Model!));
    }

    private static IEnumerable<string> Unanswered(ModelDefinition model)
    {
        var context = new QueryContext
        {
            Model = new ModelIndex(model),
            Scope = new DatasetScope(Guid.Empty, [.. model.Tables.Select(t => new DatasetTable(t.Name, $"shop__{t.Name}", [Guid.Empty]))]),
            Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)),
        };
        foreach (var question in model.QuestionPacks.SelectMany(p => p.Questions))
        {
            var values = question.Slots.ToDictionary(s => s.Name, s => s.Kind == SlotKind.WholeNumber ? "1" : "x");
            var result = QueryCompiler.Compile(question.Query!.Fill(question.Slots, values), context);
            if (result.Query is null)
                yield return $"{question.Ask[0]}: {string.Join(' ', result.Issues)}";
        }
    }
}
