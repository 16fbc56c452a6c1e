using NlSql.SemanticModel.Reading.Forms;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>Synonyms: texts, of which some stand back behind others: <c>[turnover, {text: sales, rank: 2}]</c>.</summary>
/// <param name="Texts">All of them, in order.</param>
/// <param name="Ranks">The rank of those that stand back.</param>
internal sealed record SynonymList(IReadOnlyList<string> Texts, IReadOnlyDictionary<string, int> Ranks)
{
    private const string Key = "synonyms";

    public static SynonymList Read(MapReader fields)
    {
        var (texts, ranks) = (new List<string>(), new Dictionary<string, int>());
        foreach (var item in fields.Node(Key) switch { null => [], YamlSequence list => list.Items, { } only => [only] })
        {
            if (item is not YamlMapping map)
            {
                if (fields.TextOf(item, Key) is { } plain)
                    texts.Add(plain);
                continue;
            }

            var synonym = new MapReader(map, fields.Problems, CommonForms.RankedSynonym);
            var (text, rank) = (synonym.RequiredText("text"), synonym.Whole("rank") ?? 1);
            synonym.Done();
            if (text.Length == 0)
                continue;
            texts.Add(text);
            if (rank > 1)
                ranks[text] = rank;
        }

        return new SynonymList(texts, ranks);
    }
}
