using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>schema.yaml: identity, tables, columns, relationships.</summary>
internal static class SchemaForms
{
    public static MapForm Calendar { get; } = new(
        "calendar", "How the business counts weeks, years and days.",
        new("week_start", new ValueForm.Word(typeof(DayOfWeek)), "First day of a week.") { Default = "\"monday\"" },
        new("fiscal_year_start", new ValueForm.Whole(1, 12), "First month of the fiscal year: 4 is April.") { Default = "1" },
        new("timezone", new ValueForm.Text(), "IANA name of the time zone in which a day begins.") { Default = "\"UTC\"", Examples = ["\"Europe/Berlin\""] });

    public static MapForm Plugin { get; } = new(
        "plugin", "Who the plugin is.",
        new("id", new ValueForm.Text(Names.Pattern(Names.MaxPluginId)), "The name of the plugin's folder.") { Required = true, Examples = ["\"retail\""] },
        new("name", new ValueForm.Text(), "Name for people.") { Required = true },
        new("version", new ValueForm.Text(), "A label of your own; changes are noticed without it.") { Default = "\"1\"" },
        new("description", new ValueForm.Text(), "One or two sentences on the domain."),
        new("currency", new ValueForm.Text("^[A-Z]{3}$"), "ISO 4217 code of the columns and metrics with the unit currency.") { Examples = ["\"EUR\""] },
        new("calendar", new ValueForm.Map(Calendar), "How the business counts weeks, years and days."));

    public static MapForm Column { get; } = new(
        "column", "A column: its type, what it is for, and how people and files name it.",
        new("label", new ValueForm.Text(), "Name for people; made from the column's name when left out."),
        new("type", new ValueForm.Word(typeof(ColumnType)), "What a stored value is. Integers have 64 bits, decimals are exact, timestamps have no time zone.") { Required = true },
        new("kind", new ValueForm.Word(typeof(ColumnKind)), "What the column is for: it identifies (id), groups (dimension), places in time (time), measures (fact), or is only text to read (text).") { Required = true },
        new("required", new ValueForm.Truth(), "Whether an upload without a value for every row is refused. Only for what no answer can do without.") { Default = "false" },
        new("description", new ValueForm.Text(), "What the column means."),
        new("synonyms", CommonForms.Synonyms, CommonForms.SynonymsText) { Examples = ["[\"area\", \"sales area\"]"] },
        new("headers", new ValueForm.ListOrOne(new ValueForm.Text()), "Names that CSV files use for the column besides its own; letter case and punctuation do not matter.") { Examples = ["[\"order no\", \"receipt\"]"] },
        new("unit", new ValueForm.Text(), "Unit of a number: currency, percent, count, or a word such as kg.") { Examples = ["\"currency\"", "\"percent\""] },
        new("format", new ValueForm.Text(), "How to write a value; the type's own way when left out."),
        new(
            "values",
            new ValueForm.OneOf(new ValueForm.List(new ValueForm.Text()), new ValueForm.Named(new ValueForm.ListOrOne(new ValueForm.Text()))),
            "What the column holds: a list, or a map of each value to the words that people use for it. Others are refused unless open_values is true.")
        { Examples = ["{\"CSH\": [\"cash\"], \"CRD\": [\"card\"]}"] },
        new("open_values", new ValueForm.Truth(), "Whether other values than those listed are accepted.") { Default = "false" },
        new("additive", new ValueForm.Word(typeof(Additivity)), "Along what the numbers may be added up: everything (full), everything but time (semi: a balance, a stock level), nothing (none: a price, a rate).") { Default = "\"none\"" },
        new("default_agg", new ValueForm.Word(typeof(AggregateFunction)), "The aggregate that is meant when a question names none."),
        new("pii", new ValueForm.Truth(), "Whether the column identifies a person.") { Default = "false" },
        new("visibility", new ValueForm.Word(typeof(ColumnVisibility)), "A hidden column can be named in no question and is in no answer.") { Default = "\"public\"" });

    public static MapForm Table { get; } = new(
        "table", "A table: what one of its rows is, its keys, its time and its columns.",
        new("label", new ValueForm.Text(), "Name for people; made from the table's name when left out."),
        new("description", new ValueForm.Text(), "What the table holds."),
        new("synonyms", CommonForms.Synonyms, CommonForms.SynonymsText),
        new("grain", new ValueForm.Text(), "What one row is.") { Examples = ["\"one line of a receipt\""] },
        new("default", new ValueForm.Truth(), "Whether uploads that name no table go here. One table at most.") { Default = "false" },
        new("primary_key", new ValueForm.ListOrOne(ColumnName), "The columns that identify a row. Each must be required.") { Examples = ["[\"store_id\"]"] },
        new("unique_keys", new ValueForm.List(new ValueForm.List(ColumnName)), "Other sets of columns that identify a row.") { Examples = ["[[\"order_id\", \"line_number\"]]"] },
        new("time_column", ColumnName, "The column that \"last week\" is about: a date or a timestamp."),
        new("columns", new ValueForm.Named(new ValueForm.Map(Column), Names.Pattern(Names.MaxOther)), "The columns by name, in the order of the file.") { Required = true });

    public static MapForm Relationship { get; } = new(
        "relationship", "A join. Tables are joined along these and no others.",
        new("name", new ValueForm.Text(), "A name that no other relationship has.") { Required = true, Examples = ["\"sales_store\""] },
        new("from", new ValueForm.ListOrOne(new ValueForm.Text(Names.QualifiedColumn)), "The column that refers, or the columns of a composite key.") { Required = true, Examples = ["\"sales.store_id\""] },
        new("to", new ValueForm.ListOrOne(new ValueForm.Text(Names.QualifiedColumn)), "The key that is referred to: a primary key or one of the unique keys.") { Required = true, Examples = ["\"stores.store_id\""] },
        new("cardinality", new ValueForm.Word(typeof(Cardinality)), "How many rows meet how many.") { Default = "\"many_to_one\"" },
        new("role", new ValueForm.Text(), "What the target is to the source, when two relationships lead to one table.") { Examples = ["\"billing\"", "\"shipping\""] },
        new("on_missing", new ValueForm.Word(typeof(OnMissing)), "Whether rows without a partner stay in an answer.") { Default = "\"keep\"" });

    public static MapForm File { get; } = new(
        "schema", "The tables of a plugin: what their rows are, what their columns mean, how they belong together.",
        new("plugin", new ValueForm.Map(Plugin), "Who the plugin is.") { Required = true },
        new("tables", new ValueForm.Named(new ValueForm.Map(Table), Names.Pattern(Names.MaxTable)), "The tables by name.") { Required = true },
        new("relationships", new ValueForm.List(new ValueForm.Map(Relationship)), "How tables are joined."));

    private static ValueForm ColumnName => new ValueForm.Text(Names.Pattern(Names.MaxOther));
}
