using System.Runtime.CompilerServices;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>How a row of a table is shown to people: by its name, else by its key.</summary>
internal static class DisplayColumns
{
    private static readonly string[] NameWords = ["name", "nm", "title", "label", "dba", "description", "descr", "details"];

    private static readonly string[] FirstNames = ["first_name", "firstname", "given_name", "forename", "fname"];
    private static readonly string[] LastNames = ["last_name", "lastname", "surname", "family_name", "lname"];

    // What somebody does is no name of theirs.
    private static readonly string[] Jobs = ["job_title", "position_title"];

    // What names a row where nothing is called a name.
    private static readonly string[] Organizations = ["company", "organization", "organisation", "firm"];
    private static readonly string[] OfOrganizations = ["account", "client", "customer", "supplier", "vendor", "partner", "prospect", "lead", "tenant", "employer", "shipper", "exhibitor", "sponsor", "donor", "carrier", "subscriber", "contractor", "dealer", "distributor", "retailer", "manufacturer", "agency", "advertiser", "merchant", "buyer", "seller", "insurer"];

    // Whoever made or gives what has a title.
    private static readonly string[] Makers = ["director", "author", "artist", "writer", "composer", "publisher", "producer", "singer", "performer", "painter", "photographer", "editor", "studio", "band", "lecturer", "instructor", "teacher", "speaker"];

    private static readonly string[] OfAnybody = ["full", "first", "last", "middle", "given", "family", "display", "short", "long", "user", "nick"];

    // Asked for hundreds of times while a question is read; lives as long as its table.
    private static readonly ConditionalWeakTable<TableDefinition, Names> Known = [];

    /// <summary>The columns to group by so that two rows with the same name stay apart, and the ones to show.</summary>
    public static (IReadOnlyList<string> Grouped, IReadOnlyList<string> Shown) Of(TableDefinition table)
    {
        // People are shown by both of their names.
        if (PersonNames(table) is { Count: 2 } names && (NameColumn(table) is not { } whole || names.Contains(whole)))
            return (table.PrimaryKey.Count > 0 ? [.. table.PrimaryKey, .. names] : names, names);
        if (NameColumn(table) is not { } name)
            return table.PrimaryKey.Count > 0 ? (table.PrimaryKey, table.PrimaryKey) : ([], []);
        var unique = table.UniqueKeys.Any(k => k.Count == 1 && k[0] == name) || table.PrimaryKey.Count == 0 || (table.PrimaryKey.Count == 1 && table.PrimaryKey[0] == name);
        return unique ? ([name], [name]) : ([.. table.PrimaryKey, name], [name]);
    }

    /// <summary>First and last name, where they are columns of their own; empty when they are not.</summary>
    public static IReadOnlyList<string> PersonNames(TableDefinition table) => NamesOf(table).OfPerson;

    /// <summary>The column that names a row; null when there is none.</summary>
    public static string? NameColumn(TableDefinition table) => NamesOf(table).Whole;

    private static Names NamesOf(TableDefinition table) => Known.GetValue(table, t => new(WholeName(t), PersonName(t)));

    private static IReadOnlyList<string> PersonName(TableDefinition table)
    {
        var first = table.Columns.FirstOrDefault(c => Ends(c.Name, FirstNames));
        var last = table.Columns.FirstOrDefault(c => Ends(c.Name, LastNames));
        if (first is null && last is null)
            (first, last) = (table.FindColumn("first"), table.FindColumn("last"));
        return first is not { Type: ColumnType.Text } || last is not { Type: ColumnType.Text } ? [] : [first.Name, last.Name];
    }

    private static bool Ends(string name, string[] words)
    {
        var full = name.EndsWith("_nm", StringComparison.Ordinal) ? $"{name[..^3]}_name" : name;
        return words.Any(w => full == w || full.EndsWith("_" + w, StringComparison.Ordinal));
    }

    /// <summary>Whether a word before "name" tells which name of a row it is ("full_name", "display_name") and not whose ("merchant_name").</summary>
    public static bool IsNameOfAnybody(string word) => OfAnybody.Contains(word);

    // Who has to do with something, and is not it.
    private static readonly HashSet<string> Parties = new(StringComparer.Ordinal) { "customer", "client", "buyer", "purchaser", "supplier", "vendor", "merchant", "sender", "receiver", "recipient", "driver", "agent", "donor", "guest", "tenant", "payer", "payee", "carrier", "operator", "technician", "worker", "clerk", "cashier", "mechanic", "inspector", "representative", "employee", "staff", "manager", "seller", "salesperson", "assignee", "requester", "reporter", "handler" };

    // The name of the merchant is no name of a payment: a table of what happened says more of somebody else, and names them again and again. Beside its own key (ws_id, ws_name) it is its own.
    private static bool IsOfAnother(TableDefinition table, string column) =>
        column.Split('_') is [var thing, "name" or "nm"] && !IsNameOfAnybody(thing)
        && !table.Name.Split('_').Any(w => EnglishStemmer.Stem(w) == EnglishStemmer.Stem(thing) || (thing.Length > 2 && w.StartsWith(thing, StringComparison.Ordinal)))
        && !table.PrimaryKey.Any(key => key.StartsWith(thing + "_", StringComparison.Ordinal))
        && ((IsTitled(table) && thing.Length > 2 && Makers.Any(m => m.StartsWith(thing, StringComparison.Ordinal))) || (table.TimeColumn is not null && (IsParty(table, thing) || table.Columns.Any(c => c.Name != column && c.Name.StartsWith(thing + "_", StringComparison.Ordinal))) && !table.UniqueKeys.Any(k => k is [var only] && only == column)));

    // A parcel with a number of its own has a customer; nobody calls it by his name.
    private static bool IsParty(TableDefinition table, string thing) => table.PrimaryKey.Count == 1 && Abbreviations.Of(thing).Select(longer => longer[0]).Prepend(thing).Any(word => Parties.Contains(word) || IsProfession(word));

    // "conductor", "therapist", "attendant": somebody by what they do, and no motor.
    private static bool IsProfession(string word) => word.Length > 5 && ProfessionEndings.Any(e => word.EndsWith(e, StringComparison.Ordinal)) && !Machines.Contains(word);

    private static readonly string[] ProfessionEndings = ["ist", "ician", "tor", "tant", "dant", "eant", "smith", "keeper"];
    private static readonly string[] Machines = ["monitor", "motor", "reactor", "rotor", "sector", "factor", "vector", "tractor", "generator", "indicator", "elevator", "calculator", "escalator", "checklist", "playlist", "constant"];

    // A film with a title and a dir_name; but a doctor with a title and a dr_name.
    private static bool IsTitled(TableDefinition table) => table.FindColumn("title") is { Type: ColumnType.Text, Visibility: ColumnVisibility.Public };

    private static string? WholeName(TableDefinition table)
    {
        var shown = table.Columns.Where(c => c.Visibility == ColumnVisibility.Public && c is { Type: ColumnType.Text, Kind: ColumnKind.Dimension or ColumnKind.Text }).ToList();
        foreach (var word in NameWords)
        {
            // "other_details" are not what a row is called.
            if (shown.Find(c => !Jobs.Contains(c.Name) && !c.Name.StartsWith("other_", StringComparison.Ordinal) && (c.Name == word || c.Name.EndsWith("_" + word, StringComparison.Ordinal) || (word != "nm" && c.Name.EndsWith(word, StringComparison.Ordinal)))) is { } named && !IsOfAnother(table, named.Name))
                return named.Name;
        }

        // "status_desc" beside status_id, while the item_desc of order lines says what was ordered.
        if (shown.Find(c => c.Name == "desc" || (c.Name.EndsWith("_desc", StringComparison.Ordinal) && table.PrimaryKey is [var key] && key.StartsWith(c.Name[..^4], StringComparison.Ordinal))) is { } described)
            return described.Name;
        // "crew" of crews, beside their code.
        if (table.Name.Split('_') is [var rows] && shown.Find(c => c.Name != rows && EnglishStemmer.Stem(c.Name) == EnglishStemmer.Stem(rows)) is { } own)
            return own.Name;
        if (shown.Find(c => Organizations.Contains(c.Name)) is { } organization && OfOrganizations.Any(o => table.Name.Split('_').Any(w => EnglishStemmer.Stem(w) == EnglishStemmer.Stem(o))))
            return organization.Name;
        return table.UniqueKeys.Where(k => k.Count == 1 && shown.Exists(c => c.Name == k[0])).Select(k => k[0]).FirstOrDefault();
    }

    /// <summary>The columns that name the rows of a table.</summary>
    /// <param name="Whole">The one that does alone; null when there is none.</param>
    /// <param name="OfPerson">First and last name; empty when they are no columns of their own.</param>
    private sealed record Names(string? Whole, IReadOnlyList<string> OfPerson);
}
