using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>The nouns of a question by which it speaks of what was told: "that seller", "those inspections". Each is looked up once.</summary>
internal sealed class ToldNouns(ValueList<Token> tokens, QuestionContext context)
{
    private const double Plainly = 0.85;

    private static readonly string[] Anything = ["one", "ones", "person", "people", "persons", "guy", "guys", "man", "men", "woman", "women", "lady", "ladies", "place", "places", "thing", "things", "two", "three"];

    private readonly Dictionary<(int Start, int Count), List<MentionTarget>> known = [];

    /// <summary>Whether the words from a place on name what was told.</summary>
    public bool Name(int start, int count, ToldValue value)
    {
        if (count == 1 && (Anything.Contains(tokens[start].Folded) || tokens[start].Stem == EnglishStemmer.Stem(value.Noun.Split(' ')[^1])))
            return true;
        return Targets(start, count).Exists(t => Is(t, value, context.Lexicon.Model));
    }

    /// <summary>Whether the word at a place names a table.</summary>
    public bool IsTable(int at) => Targets(at, 1).Exists(t => t is MentionTarget.Table);

    private List<MentionTarget> Targets(int start, int count)
    {
        if (known.TryGetValue((start, count), out var targets))
            return targets;
        var noun = tokens.Skip(start).Take(count).Select((t, i) => t with { Index = i }).ToValueList();
        return known[(start, count)] = [.. Linker.Link(noun, context.Lexicon, context.Query.Anchor.Day).Mentions.Where(m => m.Start == 0 && m.End == noun.Count).SelectMany(m => m.Candidates).Where(c => c.Strength >= Plainly).Select(c => c.Target)];
    }

    private static bool Is(MentionTarget target, ToldValue value, ModelDefinition model) => target switch
    {
        MentionTarget.Table table => table.Name == value.Table && OneThing.IsKeyOrName(model, value.Key),
        MentionTarget.Column column => value.IsOf(model, column),
        _ => false,
    };
}
