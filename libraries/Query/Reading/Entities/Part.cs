using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities;

/// <summary>A stretch of the question within one cover: a mention, or a word that only holds others together.</summary>
internal sealed class Part(int index, Mention? mention, string text, int sentence, int clause)
{
    // Every rule and every table that may be meant asks for them.
    private IReadOnlyList<string>? tables;
    private IReadOnlyList<(MentionTarget.Column Target, double Strength)>? columns;
    private IReadOnlyList<(MentionTarget.Value Target, double Strength)>? values;

    /// <summary>Place among the parts.</summary>
    public int Index { get; } = index;

    /// <summary>What it mentions; null for a word of the language.</summary>
    public Mention? Mention { get; } = mention;

    /// <summary>The folded words.</summary>
    public string Text { get; } = text;

    /// <summary>The sentence that it stands in, from 0.</summary>
    public int Sentence { get; } = sentence;

    /// <summary>The clause of the sentence: 0 is its head, each "that", "with", "whose"… begins another.</summary>
    public int Clause { get; } = clause;

    /// <summary>What is mentioned; null for a word.</summary>
    public MentionTarget? Target => Mention?.Target;

    /// <summary>What the rules took it for; null while unused.</summary>
    public string? Role { get; set; }

    /// <summary>Whether a rule has used it.</summary>
    public bool Used => Role is not null;

    /// <summary>Whether "not", "no", "never" or "without" stands before it.</summary>
    public bool Negated { get; set; }

    /// <summary>The table that the words around it say it is of: "name of customers", "customer name".</summary>
    public Part? Owner { get; set; }

    /// <summary>The columns whose names have other words of the question, too; null when no such word was said.</summary>
    public HashSet<MentionTarget.Column>? Narrowed { get; set; }

    /// <summary>The target that was chosen among the candidates; null for the strongest.</summary>
    public MentionTarget? Chosen { get; set; }

    /// <summary>Whether it names a column or a table.</summary>
    public bool IsNoun => Target is MentionTarget.Column or MentionTarget.Table;

    /// <summary>The tables that it may mean.</summary>
    public IReadOnlyList<string> Tables => tables ??= [.. Candidates<MentionTarget.Table>().Select(t => t.Target.Name)];

    /// <summary>The columns that it may mean, with the strength of each.</summary>
    public IReadOnlyList<(MentionTarget.Column Target, double Strength)> Columns => columns ??= [.. Target is MentionTarget.Gradable { Compares: true }
        ? Gradables.Select(g => (new MentionTarget.Column(g.Target.TableName, g.Target.ColumnName), g.Strength))
        : Candidates<MentionTarget.Column>()];

    /// <summary>The column that its words mean most plainly, wherever that is; null for others.</summary>
    public MentionTarget.Column? Strongest => Columns.OrderByDescending(c => c.Strength).Select(c => c.Target).FirstOrDefault();

    /// <summary>The values that it may mean, with the strength of each.</summary>
    public IReadOnlyList<(MentionTarget.Value Target, double Strength)> Values => values ??= [.. Candidates<MentionTarget.Value>()];

    /// <summary>The columns that an adjective may measure, with the strength of each.</summary>
    public IEnumerable<(MentionTarget.Gradable Target, double Strength)> Gradables => Candidates<MentionTarget.Gradable>();

    /// <summary>Whether it is one of these words.</summary>
    public bool Is(params ReadOnlySpan<string> words) => words.Contains(Text);

    private IEnumerable<(T Target, double Strength)> Candidates<T>()
        where T : MentionTarget
    {
        foreach (var candidate in Mention?.Candidates ?? [])
        {
            if (candidate.Target is T target)
                yield return (target, candidate.Strength);
        }
    }
}
