using NlSql.Drafting.Profiling;
using NlSql.Ingestion.DataTables;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// The columns that a file's rows come on top of. One that was there before keeps its name, whatever it is called by now in letter case
/// and punctuation; where only these tell columns apart, they count.
/// </summary>
internal static class AppendedNames
{
    /// <summary>The names of the file's columns, in order; no two the same.</summary>
    /// <param name="headers">The headers of the file.</param>
    /// <param name="earlier">The columns of the table.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> headers, IReadOnlyList<DataColumn> earlier)
    {
        var names = new string?[headers.Count];
        var free = earlier.ToList();
        var proposed = StoredNames.OfColumns(headers);
        Match(place => free.Find(e => headers[place].Length > 0 && e.Header == headers[place]));
        Match(place => free.Find(e => e.Name == proposed[place]));
        Match(place => HeaderMatch.Normalise(headers[place]) is { Length: > 0 } header
            ? free.Find(e => HeaderMatch.Normalise(e.Header ?? "") == header || HeaderMatch.Normalise(e.Name) == header)
            : null);
        var taken = earlier.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        return [.. names.Select((name, place) => name ?? NewName(proposed[place], taken))];

        void Match(Func<int, DataColumn?> find)
        {
            for (var place = 0; place < names.Length; place++)
            {
                if (names[place] is null && find(place) is { } column)
                {
                    names[place] = column.Name;
                    free.Remove(column);
                }
            }
        }
    }

    private static string NewName(string proposed, HashSet<string> taken)
    {
        var name = proposed;
        for (var number = 2; !taken.Add(name); number++)
            name = $"{proposed}_{number}";
        return name;
    }
}
