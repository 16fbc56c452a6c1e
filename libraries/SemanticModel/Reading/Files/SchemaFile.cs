using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>schema.yaml → identity, tables, relationships.</summary>
internal static class SchemaFile
{
    public static (PluginDefinition Plugin, IReadOnlyList<TableDefinition> Tables, IReadOnlyList<RelationshipDefinition> Relationships) Read(MapReader file)
    {
        var plugin = file.Child("plugin");
        var tables = file.Named("tables").Select(t => Table(t.Name.Text, t.Fields)).ToList();
        var relationships = file.Items("relationships").Select(Relationship).ToList();
        file.Done();
        return (plugin is null ? new PluginDefinition { Id = "", Name = "" } : Plugin(plugin), tables, relationships);
    }

    private static PluginDefinition Plugin(MapReader fields)
    {
        var plugin = new PluginDefinition
        {
            Id = fields.RequiredText("id"),
            Name = fields.RequiredText("name"),
            VersionLabel = fields.Text("version") ?? "1",
            Description = fields.Text("description") ?? "",
            Currency = fields.Text("currency"),
            Calendar = Calendar(fields.Child("calendar")),
        };
        if (plugin.Currency is { } currency && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)))
            fields.Wrong(fields.Node("currency")!, "currency", "an ISO 4217 code such as EUR");
        fields.Done();
        return plugin;
    }

    private static CalendarDefinition Calendar(MapReader? fields)
    {
        if (fields is null)
            return new CalendarDefinition();
        var calendar = new CalendarDefinition
        {
            WeekStart = fields.Word<DayOfWeek>("week_start") ?? DayOfWeek.Monday,
            FiscalYearStart = fields.Whole("fiscal_year_start") ?? 1,
            TimeZone = fields.Text("timezone") ?? "UTC",
        };
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(calendar.TimeZone, out _))
            fields.Wrong(fields.Node("timezone")!, "timezone", "an IANA time zone such as Europe/Berlin");
        fields.Done();
        return calendar;
    }

    private static TableDefinition Table(string name, MapReader fields)
    {
        var synonyms = SynonymList.Read(fields);
        var table = new TableDefinition
        {
            Name = name,
            Label = fields.Text("label") ?? NameWords.Label(name),
            Description = fields.Text("description") ?? "",
            Synonyms = synonyms.Texts,
            SynonymRanks = synonyms.Ranks,
            Grain = fields.Text("grain") ?? "",
            Default = fields.Truth("default"),
            PrimaryKey = fields.Texts("primary_key"),
            UniqueKeys = fields.TextLists("unique_keys"),
            TimeColumn = fields.Text("time_column"),
            Columns = [.. fields.Named("columns").Select(c => Column(c.Name.Text, c.Fields))],
        };
        fields.Done();
        return table;
    }

    private static ColumnDefinition Column(string name, MapReader fields)
    {
        var synonyms = SynonymList.Read(fields);
        var column = new ColumnDefinition
        {
            Name = name,
            Label = fields.Text("label") ?? NameWords.Label(name),
            Type = fields.RequiredWord<ColumnType>("type"),
            Kind = fields.RequiredWord<ColumnKind>("kind"),
            Description = fields.Text("description") ?? "",
            Synonyms = synonyms.Texts,
            SynonymRanks = synonyms.Ranks,
            Headers = fields.Texts("headers"),
            Required = fields.Truth("required"),
            Unit = fields.Text("unit"),
            Format = fields.Text("format"),
            Values = Values(fields),
            OpenValues = fields.Truth("open_values"),
            Additive = fields.Word<Additivity>("additive") ?? Additivity.None,
            DefaultAggregate = fields.Word<AggregateFunction>("default_agg"),
            Pii = fields.Truth("pii"),
            Visibility = fields.Word<ColumnVisibility>("visibility") ?? ColumnVisibility.Public,
        };
        fields.Done();
        return column;
    }

    // [CSH, CRD] or {CSH: [cash], CRD: [card]}
    private static IReadOnlyList<CodedValue> Values(MapReader fields)
    {
        switch (fields.Node("values"))
        {
            case null:
                return [];
            case YamlSequence:
                return [.. fields.Texts("values").Select(v => new CodedValue(v, []))];
            case YamlMapping:
                return [.. fields.Entries("values").Select(v => new CodedValue(v.Name, fields.TextsOf(v.Value, v.Name)))];
            case { } node:
                fields.Wrong(node, "values", "a list, or a map of values to their synonyms");
                return [];
        }
    }

    private static RelationshipDefinition Relationship(MapReader fields)
    {
        var (fromTable, fromColumns) = End(fields, "from");
        var (toTable, toColumns) = End(fields, "to");
        var relationship = new RelationshipDefinition
        {
            Name = fields.RequiredText("name"),
            FromTable = fromTable,
            FromColumns = fromColumns,
            ToTable = toTable,
            ToColumns = toColumns,
            Cardinality = fields.Word<Cardinality>("cardinality") ?? Cardinality.ManyToOne,
            Role = fields.Text("role"),
            OnMissing = fields.Word<OnMissing>("on_missing") ?? OnMissing.Keep,
        };
        fields.Done();
        return relationship;
    }

    // sales.store_id, or for a composite key [sales.store_id, sales.day]
    private static (string Table, IReadOnlyList<string> Columns) End(MapReader fields, string key)
    {
        if (fields.Node(key) is not { } node)
            return ("", []);

        var names = fields.Texts(key).Select(t => t.Split('.')).ToList();
        if (names.Count > 0 && names.TrueForAll(n => n.Length == 2 && n[0] == names[0][0]))
            return (names[0][0], [.. names.Select(n => n[1])]);
        fields.Wrong(node, key, "a column such as sales.store_id, or a list of columns of one table");
        return ("", []);
    }
}
