namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>Collects the problems of one file.</summary>
internal sealed class ProblemList(string file)
{
    // A file of nonsense needs no thousands of messages.
    private const int Most = 200;

    private readonly List<PluginProblem> problems = [];

    public IReadOnlyList<PluginProblem> Problems => problems;

    public void Add(YamlNode node, string code, string message, string? hint = null) => Add(node.Line, node.Column, code, message, hint);

    public void Add(int line, int column, string code, string message, string? hint = null)
    {
        if (problems.Count < Most)
            problems.Add(new PluginProblem(file, line, column, code, message, hint));
    }
}
