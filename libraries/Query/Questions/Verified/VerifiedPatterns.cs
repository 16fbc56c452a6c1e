using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.Query.Linking;
using NlSql.Query.Questions.Verified.Sketching;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Verified;

/// <summary>A phrasing of a verified question, ready to be compared.</summary>
internal sealed record VerifiedPattern(VerifiedQuestion Question, string Phrasing, Sketch Sketch)
{
    /// <summary>All that its words may mean.</summary>
    public IReadOnlySet<string> Keys { get; } = Sketch.Words.SelectMany(w => w.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>The columns of its slots and their tables: "the shop {store}" is said by the value alone.</summary>
    public HashSet<string> SlotColumns { get; } = Question.Slots.Select(s => s.Column).OfType<string>()
        .SelectMany(c => new[] { Key.Column(c), Key.Table(c[..c.IndexOf('.', StringComparison.Ordinal)]) }).ToHashSet(StringComparer.Ordinal);

    /// <summary>The column that its query groups by alone; null for others, and for periods.</summary>
    public string? Group { get; } = JsonNode.Parse(Question.Query!.Json)?["dimensions"] is JsonArray { Count: 1 } groups && groups[0]?.GetValueKind() == JsonValueKind.String ? groups[0]!.GetValue<string>() : null;

    /// <summary>The columns that its query groups by.</summary>
    public IReadOnlyList<string> Groups { get; } = JsonNode.Parse(Question.Query!.Json)?["dimensions"] is JsonArray all ? [.. all.Where(d => d?.GetValueKind() == JsonValueKind.String).Select(d => Key.Column(d!.GetValue<string>()))] : [];

    /// <summary>Whether it is a sentence without a word that asks what or how.</summary>
    public bool AsksWhether { get; } = Concepts.OpensSentence(Phrasing.Split(' ')[0]);

    /// <summary>Whether its query compares two periods.</summary>
    public bool Compares { get; } = JsonNode.Parse(Question.Query!.Json)?["compare"] is not null;

    /// <summary>Whether a key of it holds the place of a number.</summary>
    public bool HasNumber { get; } = Question.Slots.Any(s => s.Kind == SlotKind.WholeNumber);
}

/// <summary>The verified questions of a model, read once for a lexicon and a day.</summary>
internal sealed class VerifiedPatterns
{
    // Days differ with as_of only; a caller who goes through many must not fill the memory.
    private const int MostDays = 8;

    private static readonly ConditionalWeakTable<Lexicon, ConcurrentDictionary<DateOnly, VerifiedPatterns>> Known = [];

    private VerifiedPatterns(Lexicon lexicon, DateOnly anchor)
    {
        var phrasings = (from pack in lexicon.Model.QuestionPacks
                         from question in pack.Questions
                         where question.Query is not null && question.Slots.Count(s => s.Kind == SlotKind.WholeNumber) <= 1
                         from phrasing in question.Ask
                         select (Question: question, Phrasing: phrasing)).ToList();
        Spelling = new(phrasings.SelectMany(p => Tokenizer.Tokenize(p.Phrasing)).Where(t => t.Kind == TokenKind.Word).Select(t => t.Folded).Where(w => !Concepts.IsEmpty(w)));
        All = [.. phrasings.Select(p => new VerifiedPattern(p.Question, p.Phrasing, Sketch(p.Question, p.Phrasing, lexicon, anchor)))];
        Timeless = All.Where(p => p.Sketch.Periods == 0).Select(p => p.Question).ToHashSet();
        Mentioned = All.ToLookup(p => p.Question).ToDictionary(g => g.Key, g => (IReadOnlySet<string>)g.SelectMany(p => p.Keys).ToHashSet(StringComparer.Ordinal));
    }

    public IReadOnlyList<VerifiedPattern> All { get; }

    /// <summary>The words of the phrasings, for spelling.</summary>
    public WordNeighbours Spelling { get; }

    /// <summary>Questions with a phrasing that leaves the time unsaid.</summary>
    public IReadOnlySet<VerifiedQuestion> Timeless { get; }

    /// <summary>All that the phrasings of a question say.</summary>
    public IReadOnlyDictionary<VerifiedQuestion, IReadOnlySet<string>> Mentioned { get; }

    public static VerifiedPatterns Of(Lexicon lexicon, DateOnly anchor)
    {
        var days = Known.GetValue(lexicon, _ => new());
        if (days.Count > MostDays)
            days.Clear();
        return days.GetOrAdd(anchor, static (day, known) => new(known, day), lexicon);
    }

    private Sketch Sketch(VerifiedQuestion question, string phrasing, Lexicon lexicon, DateOnly anchor)
    {
        foreach (var slot in question.Slots)
        {
            var place = slot.Kind == SlotKind.WholeNumber ? Key.AnyNumber.ToString(CultureInfo.InvariantCulture) : $"\"{slot.Name}\"";
            phrasing = phrasing.Replace($"{{{slot.Name}}}", place, StringComparison.Ordinal);
        }

        return SketchReader.Read(Linker.Link(Tokenizer.Tokenize(phrasing), lexicon, anchor), Spelling, question.Slots);
    }
}
