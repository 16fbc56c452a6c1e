using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading.Yaml;
using NlSql.SemanticModel.Validation;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>questions.yaml → packs of verified questions.</summary>
internal static class QuestionsFile
{
    public static IReadOnlyList<QuestionPack> Read(MapReader file, IReadOnlyList<TableDefinition> tables)
    {
        var packs = file.Named("packs").Select(p => Pack(p.Name.Text, p.Fields, tables)).ToList();
        file.Done();
        return packs;
    }

    private static QuestionPack Pack(string name, MapReader fields, IReadOnlyList<TableDefinition> tables)
    {
        var pack = new QuestionPack
        {
            Name = name,
            Title = fields.Text("title") ?? NameWords.Label(name),
            Description = fields.Text("description") ?? "",
            Questions = [.. fields.Items("questions").Select(q => Question(q, tables))],
        };
        fields.Done();
        return pack;
    }

    private static VerifiedQuestion Question(MapReader fields, IReadOnlyList<TableDefinition> tables)
    {
        var asks = fields.Texts("ask");
        var slots = Slots(fields, asks, tables);
        var question = new VerifiedQuestion
        {
            Ask = asks,
            Slots = slots,
            Query = Query(fields, slots),
            Sql = fields.Text("sql"),
            VerifiedBy = fields.Text("verified_by"),
            VerifiedAt = fields.Day("verified_at"),
            Suggest = fields.Truth("suggest"),
            Expect = Expect(fields.Child("expect")),
            Line = fields.Map.Line,
        };
        if (question.Query is null == question.Sql is null && fields.Map.Find("query") is null == question.Sql is null)
            fields.Problems.Add(fields.Map, PluginProblemCodes.BadQuery, "A question needs either a query or sql.");
        fields.Done();
        return question;
    }

    // {region: sales.region, n: whole_number}. What is not declared is inferred: {n} is a number, {region} the column of that name.
    private static IReadOnlyList<QuestionSlot> Slots(MapReader fields, IReadOnlyList<string> asks, IReadOnlyList<TableDefinition> tables)
    {
        var slots = fields.Entries("slots").Select(e => Slot(e.Name, fields.TextOf(e.Value, e.Name))).ToList();
        var query = fields.Node("query") is { } node ? YamlJson.Of(node)!.ToJsonString() : "";
        var rest = asks.Append(query).SelectMany(QuestionRule.SlotsIn).Distinct().Except(slots.Select(s => s.Name)).ToList();
        return [.. slots, .. rest.Select(name => Inferred(name, tables)).OfType<QuestionSlot>()];
    }

    private static QuestionSlot Slot(string name, string? type) =>
        type == "whole_number" ? new QuestionSlot(name, SlotKind.WholeNumber, null) : new QuestionSlot(name, SlotKind.Value, type);

    private static QuestionSlot? Inferred(string name, IReadOnlyList<TableDefinition> tables)
    {
        if (name == "n")
            return new QuestionSlot(name, SlotKind.WholeNumber, null);
        var owners = tables.Where(t => t.Columns.Any(c => c.Name == name)).ToList();
        var owner = owners.Count == 1 ? owners[0] : owners.Find(t => t.Default);
        return owner is null ? null : new QuestionSlot(name, SlotKind.Value, $"{owner.Name}.{name}");
    }

    private static QueryTemplate? Query(MapReader fields, IReadOnlyList<QuestionSlot> slots)
    {
        if (fields.Node("query") is not { } node)
            return null;
        var template = new QueryTemplate(YamlJson.Of(node)!.ToJsonString());
        // Any values will do to see whether the form is right.
        var reading = template.Read(slots, slots.ToDictionary(s => s.Name, s => s.Kind == SlotKind.WholeNumber ? "1" : "x"));
        foreach (var error in reading.Errors)
            fields.Problems.Add(YamlJson.At(node, error.Path), PluginProblemCodes.BadQuery, $"{error.Path[1..].TrimStart('.')}: {error.Message}".TrimStart(':', ' '));
        return reading.Query is null ? null : template;
    }

    private static ExpectedRows? Expect(MapReader? fields)
    {
        if (fields is null)
            return null;
        var expected = new ExpectedRows(
            fields.Day("as_of"),
            fields.Entries("slots").ToDictionary(e => e.Name, e => fields.TextOf(e.Value, e.Name) ?? ""),
            Rows(fields));
        fields.Done();
        return expected;
    }

    private static IReadOnlyList<IReadOnlyList<JsonElement>> Rows(MapReader fields)
    {
        if (fields.Node("rows") is not { } node)
            return [];
        if (node is YamlSequence rows && rows.Items.All(r => r is YamlSequence { Items: var cells } && cells.All(c => c is YamlScalar)))
            return [.. rows.Items.Cast<YamlSequence>().Select(r => (IReadOnlyList<JsonElement>)[.. r.Items.Select(Cell)])];
        fields.Wrong(node, "rows", "a list of lists of values");
        return [];
    }

    private static JsonElement Cell(YamlNode cell) => JsonSerializer.SerializeToElement(YamlJson.Of(cell));
}
