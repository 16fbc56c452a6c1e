using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Names;

/// <summary>Adds what the names of tables and columns suggest beyond what the model says of them.</summary>
internal sealed class NameIndexer(LexiconBuilder builder, ModelDefinition model)
{
    private const int ShortestNoun = 4;

    private readonly ModelWords words = new(model);

    public void Add()
    {
        var splitter = new NameSplitter(words);
        var tables = new TablePhrases(words);
        var columns = new ColumnPhrases(words);
        foreach (var table in model.Tables)
        {
            var owner = splitter.Words(table.Name, []);
            List<string> label = [.. splitter.Words(table.Label, [])];
            // "staff" of hr_headcount, whose rows are called employees.
            foreach (var phrase in tables.Of(owner).Concat(label.TrueForAll(w => owner.Any(o => EnglishStemmer.Stem(o) == EnglishStemmer.Stem(w))) ? [] : tables.Of(label)))
                builder.Suggest(phrase, new MentionTarget.Table(table.Name));
            foreach (var column in table.Columns.Where(c => c.Visibility == ColumnVisibility.Public))
                Add(columns, splitter, owner, table, column);
            // "tickets" of repairs whose key is a ticket_no.
            if (table.PrimaryKey is [var key] && splitter.Words(key, owner) is [var thing, "number" or "no" or "id" or "code" or "reference" or "ref" or "key"] && !model.Tables.Any(t => Has(ModelWords.Raw(t.Name), thing)) && !CodingWords.Joins(thing))
                builder.CallRows(thing, new MentionTarget.Table(table.Name));
            CallReferred(table);
            CallHappened(table);
        }
    }

    // "sessions" of bookings with a session date; "jobs" of a log that says nothing of what it logs.
    private void CallHappened(TableDefinition table)
    {
        if (table.TimeColumn is not { } time)
            return;
        if (table.FindColumn(time)?.Label.ToLowerInvariant().Split(' ') is [{ Length: > 4 } happened, "date" or "day"] && table.Columns.Count(c => c.Type is ColumnType.Date or ColumnType.Timestamp) == 1 && !RelationVerbs.Contains(happened) && !Ends.Contains(happened) && !model.Tables.Any(t => Has(ModelWords.Raw(t.Name), happened)))
            builder.CallRows(happened, new MentionTarget.Table(table.Name));
        if (IsWork(table) && model.Tables.Count(IsWork) == 1 && !model.Tables.Any(t => t.Columns.Any(c => Has(ModelWords.Raw(c.Name), "job"))))
            builder.CallRows("job", new MentionTarget.Table(table.Name));
        if (model.Tables.Count == 1 && Logs.Contains(ModelWords.Raw(table.Name).Last()))
        {
            builder.CallRows("job", new MentionTarget.Table(table.Name));
            builder.CallRows("record", new MentionTarget.Table(table.Name));
        }
    }

    // "commissions", "repairs": what somebody is paid to do.
    private static bool IsWork(TableDefinition table) => table.TimeColumn is not null && Works.Contains(EnglishStemmer.Stem(ModelWords.Raw(table.Name).Last()));

    private static readonly string[] Works =
        ["commission", "assignment", "project", "repair", "installation", "install", "callout", "engagement", "survey", "inspection", "removal", "search", "build", "task", "renovation", "refurbishment", "restoration", "gig", "booking", "treatment", "service", "shoot", "investigation", "translation", "fitting", "clean", "cleaning"];

    private static readonly string[] Ends = ["start", "begin", "birth", "created", "update", "updated", "posting", "value", "entry", "record", "report", "target", "expiry", "release", "invoice", "payment"];
    private static readonly string[] Logs = ["log", "logs", "sheet", "register", "book", "diary", "journal", "list", "data", "export", "report"];

    // "customers" of accounts that a sale's cust refers to, where a sale refers to one account only.
    private void CallReferred(TableDefinition table)
    {
        foreach (var reference in model.Relationships.Where(r => r.FromTable == table.Name && r.ToTable != table.Name && r.FromColumns.Count == 1).GroupBy(r => r.ToTable).Where(g => g.Count() == 1).Select(g => g.Single()))
        {
            if (ModelWords.Raw(reference.FromColumns[0]).ToList() is not [var noun] || noun.Length < ShortestNoun || CodingWords.Joins(noun))
                continue;
            foreach (var called in Abbreviations.Of(noun).Where(longer => longer.Length == 1).Select(longer => longer[0]).Prepend(noun))
                builder.CallRows(called, new MentionTarget.Table(reference.ToTable));
        }
    }

    private void Add(ColumnPhrases columns, NameSplitter splitter, IReadOnlyList<string> owner, TableDefinition table, ColumnDefinition column)
    {
        var target = new MentionTarget.Column(table.Name, column.Name);
        var name = splitter.Words(column.Name, owner);
        var label = splitter.Words(column.Label, owner);
        var phrases = columns.Of(owner, name);
        if (!label.SequenceEqual(name, StringComparer.Ordinal))
            phrases = phrases.Concat(columns.Of(owner, label));
        // "site" beside site_id and site_type is the site's name, where nothing is a table of sites.
        if (label is [var thing, "name"] && !DisplayColumns.IsNameOfAnybody(thing) && !owner.Contains(thing, StringComparer.Ordinal) && !CodingWords.Joins(thing))
            builder.Suggest(new([thing], LinkStrengths.NameOfThing, LinkKind.Part), target);
        foreach (var phrase in phrases.OrderByDescending(p => p.Strength))
            builder.Suggest(phrase, target);
        foreach (var called in Called(splitter, owner, table, column, name, label))
            builder.Suggest(new(called, LinkStrengths.RoleNoun, LinkKind.General), target, own: true);
    }

    // Whether the rows of some table are called so: of another by any word, of this one by its last.
    private bool IsCalled(TableDefinition own, string noun) => model.Tables.Any(t => Has(t == own ? ModelWords.Raw(t.Name).TakeLast(1) : ModelWords.Raw(t.Name), noun));

    private static bool Has(IEnumerable<string> words, string noun) => words.Any(w => EnglishStemmer.Stem(w) == EnglishStemmer.Stem(noun));

    // What people call the name of a row where no column is just that.
    private IEnumerable<string[]> Called(NameSplitter splitter, IReadOnlyList<string> owner, TableDefinition table, ColumnDefinition column, IReadOnlyList<string> name, IReadOnlyList<string> label)
    {
        var all = table.Columns.Select(c => splitter.Words(c.Name, owner)).ToList();
        var isKey = table.PrimaryKey is [var key] && key == column.Name;
        if (isKey && name is [.., "id"])
            yield return ["id"];
        // "orders" of order lines: what the number is of, where rows share it.
        if (!isKey && column.Kind == ColumnKind.Id && label.Count is 2 or 3 && label[^1] is "number" or "no" or "id" or "nr" or "key" && !IsCalled(table, label[^2]))
            yield return [.. label.SkipLast(1)];

        // "date opened" for opened.
        if (column.Type is ColumnType.Date or ColumnType.Timestamp && label is [var happened] && (RelationVerbs.IsParticiple(happened) || happened.EndsWith("ed", StringComparison.Ordinal)))
        {
            yield return ["date", happened];
            yield return [happened, "date"];
        }

        // "date" of what has only one, whatever it is called: sold_on.
        if (table.TimeColumn == column.Name && table.Columns.Count(c => c.Type is ColumnType.Date or ColumnType.Timestamp) == 1 && !all.Exists(n => n.Contains("date", StringComparer.Ordinal)) && !label.Contains("date", StringComparer.Ordinal))
            yield return ["date"];

        // "buyer" for sold_to, "reviewer" for rev_by.
        if (name is [var verb, "to"] && RelationVerbs.IsParticiple(verb) && WordRoots.Of(verb) is "sell" or "sold")
        {
            yield return ["buyer"];
            yield return ["customer"];
        }

        foreach (var agent in Agents(table, column, name, label))
            yield return [agent];

        if (IsNameOfPerson(name) && all.Count(IsNameOfPerson) == 2)
        {
            yield return ["full", "name"];
            yield return ["name"];
        }
        else if (!all.Any(n => n[^1] == "name") && (name[^1] == "title" || (name[^1] is "details" or "detail" or "description" or "desc" && !all.Any(n => n[^1] == "title"))))
        {
            yield return ["name"];
        }
    }

    // Whoever did something: "reviewer" of rev_by.
    private List<string> Agents(TableDefinition table, ColumnDefinition column, IReadOnlyList<string> name, IReadOnlyList<string> label)
    {
        if (label.Count is not (2 or 3) || label[^1] != "by")
            return [];
        var agents = Abbreviations.Of(name.Count > 1 ? name[^2] : name[0]).Where(longer => longer.Length == 1).Select(longer => longer[0]).Prepend(label[^2]).SelectMany(verb => Agents(WordRoots.Of(verb))).Distinct().Where(a => !IsCalled(table, a)).ToList();
        // Where it refers to people, it is they who are called so.
        if (model.Relationships.FirstOrDefault(r => r.FromTable == table.Name && r.FromColumns is [var only] && only == column.Name) is not { } reference)
            return agents;
        foreach (var agent in agents)
            builder.CallRows(agent, new MentionTarget.Table(reference.ToTable));
        return [];
    }

    // review → reviewer, inspect → inspector, grade → grader, sell → seller.
    private static IEnumerable<string> Agents(string verb) => verb switch
    {
        "sold" => ["seller"],
        "written" => ["writer", "author"],
        "driven" => ["driver"],
        [.., 'e'] => [$"{verb}r", $"{verb[..^1]}or"],
        _ => [$"{verb}er", $"{verb}or"],
    };

    private static bool IsNameOfPerson(IReadOnlyList<string> name) => name is [.., "first" or "last" or "given" or "family", "name"] or ["surname" or "forename" or "firstname" or "lastname"];
}
