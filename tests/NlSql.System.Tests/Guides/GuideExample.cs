using System.Text.Json;
using System.Text.RegularExpressions;

namespace NlSql.System.Tests.Guides;

/// <summary>A command of a guide, and what the guide says comes of it.</summary>
/// <param name="Line">Where it stands in the guide.</param>
/// <param name="Command">For bash: one <c>curl</c>, or whatever prepares the next one.</param>
/// <param name="Status">The HTTP status that the guide promises; null where it promises none.</param>
/// <param name="Excerpt">Part of the answer, as the guide shows it; null where it shows none.</param>
internal sealed partial record GuideExample(int Line, string Command, int? Status, JsonElement? Excerpt)
{
    /// <summary>Whether it only reads, so that it can be asked again until what it reports on has happened.</summary>
    public bool Reads => !Regex.IsMatch(Command, @"\s-(X|d|F)\b");

    /// <summary>
    /// Reads the <c>```bash</c> blocks of a guide. Behind a block may stand its status as <c>`200`</c> on a line, and then a <c>```json</c>
    /// block with part of the answer. Blocks that call <c>./nlsql</c> or nothing over HTTP are for the reader alone.
    /// </summary>
    public static IReadOnlyList<GuideExample> ReadAll(string guide)
    {
        var text = File.ReadAllText(guide);
        var examples = new List<GuideExample>();
        foreach (Match block in Block().Matches(text))
        {
            var script = block.Groups["script"].Value;
            if (script.Contains("./nlsql", StringComparison.Ordinal) || !Runs().IsMatch(script))
                continue;
            var commands = CommandsOf(script);
            var status = block.Groups["status"] is { Success: true } stated ? int.Parse(stated.Value) : (int?)null;
            var excerpt = block.Groups["json"] is { Success: true } json ? JsonElement.Parse(json.Value) : (JsonElement?)null;
            var line = text[..block.Index].Count(c => c == '\n') + 1;
            for (var i = 0; i < commands.Count; i++)
                examples.Add(i == commands.Count - 1 ? new(line, commands[i], status, excerpt) : new(line, commands[i], null, null));
        }

        return examples;
    }

    /// <summary>A file that is written is one command; else each line that does not go on is.</summary>
    private static List<string> CommandsOf(string script) =>
        script.Contains("<<", StringComparison.Ordinal) ? [script] : [.. Regex.Split(script, @"(?<!\\)\n").Where(c => c.Trim().Length > 0)];

    [GeneratedRegex(@"^```bash\n(?<script>.*?)^```\n(?:\n?`(?<status>\d{3})`[^\n]*\n(?:\n?```json\n(?<json>.*?)^```\n)?)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(curl |ask |cat > |printf |ask\(\))", RegexOptions.Multiline)]
    private static partial Regex Runs();
}
