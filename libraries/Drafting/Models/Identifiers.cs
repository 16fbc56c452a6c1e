namespace NlSql.Drafting.Models;

/// <summary>Makes identifiers that a plugin may use, no two the same. Underscores make no difference: to an upload <c>a_b</c> and <c>ab</c> are one header.</summary>
internal sealed class Identifiers(int longest, params string[] reserved)
{
    private readonly HashSet<string> taken = [.. reserved.Select(Plain)];

    /// <summary>A free identifier made of words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="otherwise">What it is called when the words make none.</param>
    public string Of(IEnumerable<string> words, string otherwise)
    {
        var name = string.Join('_', words);
        if (name.Length == 0 || name == "_")
            name = otherwise;
        if (!char.IsAsciiLetterLower(name[0]) || name.StartsWith("pg_", StringComparison.Ordinal))
            name = $"{otherwise[0]}_{name}";
        name = Cut(name, longest);
        var free = name;
        for (var number = 2; !taken.Add(Plain(free)); number++)
            free = $"{Cut(name, longest - 4)}_{number}";
        return free;
    }

    /// <summary>Takes identifiers for what comes from elsewhere.</summary>
    public void Reserve(IEnumerable<string> others) => taken.UnionWith(others.Select(Plain));

    /// <summary>Whether an identifier of these words would be free as it is.</summary>
    public bool IsFree(IEnumerable<string> words) => !taken.Contains(string.Concat(words));

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static string Cut(string name, int length) => name.Length <= length ? name : name[..length].TrimEnd('_');
}
