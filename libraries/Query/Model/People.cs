using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Which tables hold people: told by the columns that only people have.</summary>
internal static class People
{
    private static readonly HashSet<string> OfPeople = new(StringComparer.Ordinal) { "age", "gender", "sex", "birth", "birthday", "born", "dob", "nationality", "salary", "wage", "hired", "hire", "surname" };

    private static readonly HashSet<string> Nouns = [.. new[] { "customer", "client", "member", "patient", "student", "pupil", "employee", "staff", "worker", "person", "people", "teacher", "instructor", "doctor", "physician", "nurse", "owner", "guest", "visitor", "tenant", "donor", "volunteer", "artist", "author", "singer", "musician", "player", "athlete", "driver", "mechanic", "technician", "user", "subscriber", "rider", "judge", "director", "actor", "coach", "manager", "agent", "buyer", "bidder", "conductor", "keeper" }.Select(Tokens.EnglishStemmer.Stem)];

    /// <summary>Whether each row of a table is somebody.</summary>
    public static bool AreIn(TableDefinition table) => DisplayColumns.PersonNames(table).Count > 0
        || (DisplayColumns.NameColumn(table) is not null && Nouns.Contains(Tokens.EnglishStemmer.Stem(table.Label.ToLowerInvariant())))
        || (DisplayColumns.NameColumn(table) is not null && table.Columns.Any(c => c.Name.Split('_').Any(OfPeople.Contains)));
}
