namespace NlSql.Query.Planning;

/// <summary>Hands out names that are unique in one select: the wanted one, or the same with a number.</summary>
internal sealed class NameAllocator(params IEnumerable<string> reserved)
{
    // Postgres cuts longer names, which would make two different ones equal.
    private const int LongestName = 60;

    private readonly HashSet<string> taken = new(reserved, StringComparer.OrdinalIgnoreCase);

    public string Take(string wanted)
    {
        var stem = wanted.Length <= LongestName - 3 ? wanted : wanted[..(LongestName - 3)];
        var name = stem;
        for (var i = 2; !taken.Add(name); i++)
            name = $"{stem}_{i}";
        return name;
    }
}
