namespace NlSql.Drafting.Profiling;

/// <summary>What the values of a column say about it being truth values. 0 and 1 are numbers, unless a column's name says otherwise.</summary>
internal sealed class TruthEvidence
{
    private const int Longest = 5;
    private static readonly string[][] Pairs = [["true", "false"], ["yes", "no"], ["t", "f"], ["y", "n"], ["on", "off"], ["ja", "nein"], ["oui", "non"], ["si", "no"], ["sí", "no"]];

    private static readonly string[] Marks = ["y", "x", "yes", "true", "ja", "oui", "si", "✓", "✔"];

    private readonly List<string> words = new(2);
    private bool other;

    /// <summary>Whether all values are the words of one pair. A single letter alone may mean anything.</summary>
    public bool AreWords => !other && words.Count > 0 && Pairs.Any(pair => words.TrueForAll(pair.Contains)) && (words.Count == 2 || words[0].Length > 1);

    /// <summary>Whether every value is one and the same mark for yes. Rows without it are then marked no.</summary>
    public bool AreMarks => !other && words is [var only] && Marks.Contains(only);

    /// <summary>Whether every value is 0 or 1, and both occur.</summary>
    public bool ZerosAndOnes => !other && words.Count == 2 && words.Contains("0") && words.Contains("1");

    public void Add(ReadOnlySpan<char> text)
    {
        if (other)
            return;
        if (text.Length > Longest)
        {
            other = true;
            return;
        }

        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return;
        }

        if (words.Count == 2)
            other = true;
        else
            words.Add(text.ToString().ToLowerInvariant());
    }

    /// <summary>A value that is certainly none.</summary>
    public void AddOther() => other = true;
}
