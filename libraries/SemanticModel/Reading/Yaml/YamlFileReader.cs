using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NlSql.SemanticModel.Reading.Yaml;

/// <summary>
/// Bytes → tree. Built on the parser's events, because a deserializer would follow aliases and tags, and because depth must be
/// counted while reading: a hundred kilobytes of brackets cost the bare parser a quarter of a minute.
/// </summary>
internal static class YamlFileReader
{
    public const int MaxDepth = 32;
    public const int MaxEvents = 20_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The root of the file; null when it is no map or could not be read to its end. Never throws for bad input.</summary>
    public static YamlMapping? Read(byte[] bytes, ProblemList problems)
    {
        if (bytes.Length > PluginSource.MaxFileBytes)
        {
            problems.Add(1, 1, PluginProblemCodes.FileTooLarge, $"The file is larger than {PluginSource.MaxFileBytes / 1024} KiB.");
            return null;
        }

        if (Decode(bytes, problems) is not { } text)
            return null;
        try
        {
            return new TreeBuilder(text, problems).Build();
        }
        catch (YamlException exception)
        {
            var (line, column) = ((int)exception.Start.Line, (int)exception.Start.Column);
            var tab = IndentedByTab(text, line);
            problems.Add(
                tab ?? line,
                tab is null ? column : 1,
                PluginProblemCodes.Syntax,
                $"This is not YAML: {exception.InnerException?.Message ?? exception.Message}",
                tab is null ? null : "Indent with spaces; YAML allows no tabs there.");
            return null;
        }
    }

    private static string? Decode(byte[] bytes, ProblemList problems)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            problems.Add(1, 1, PluginProblemCodes.Encoding, "The file begins with a byte order mark.", "Save it as UTF-8 without one.");
            return null;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes.AsSpan(0, exception.Index).Count((byte)'\n') + 1;
            problems.Add(line, 1, PluginProblemCodes.Encoding, "The file is not UTF-8.", "Save it as UTF-8.");
            return null;
        }

        var control = text.AsSpan().IndexOfAnyExcept(Printable);
        if (control < 0)
            return text;
        var before = text.AsSpan(0, control);
        problems.Add(
            before.Count('\n') + 1,
            control - before.LastIndexOf('\n'),
            PluginProblemCodes.Encoding,
            $"The file holds the control character U+{(int)text[control]:X4}.");
        return null;
    }

    private static readonly System.Buffers.SearchValues<char> Printable = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(i => (char)i).Where(c => c is '\t' or '\n' or '\r' || !char.IsControl(c))]);

    // The scanner notices a tab a line early or late.
    private static int? IndentedByTab(string text, int line)
    {
        var lines = text.Split('\n');
        for (var number = Math.Max(1, line - 1); number <= Math.Min(lines.Length, line + 1); number++)
        {
            var content = lines[number - 1].AsSpan();
            if (content[..^content.TrimStart().Length].Contains('\t'))
                return number;
        }

        return null;
    }

    private sealed class TreeBuilder(string text, ProblemList problems)
    {
        private readonly Parser parser = new(new StringReader(text));
        private int events;

        public YamlMapping? Build()
        {
            Next<StreamStart>();
            if (Move() is not DocumentStart start)
                return Nothing();
            if (start.Version is not null || start.Tags?.Count > 0 && !start.IsImplicit && text.AsSpan().TrimStart().StartsWith("%"))
                problems.Add((int)start.Start.Line, (int)start.Start.Column, PluginProblemCodes.Refused, "Directives are not allowed.");
            var root = Node(Move(), 1);
            if (root is null)
                return null;
            Next<DocumentEnd>();
            if (Move() is DocumentStart second)
                problems.Add((int)second.Start.Line, (int)second.Start.Column, PluginProblemCodes.Refused, "A file is one document; a second one begins here.");

            if (root is YamlMapping map)
                return map;
            if (root is YamlScalar { IsNull: true })
                return Nothing();
            problems.Add(root, PluginProblemCodes.WrongType, $"The file must be a map, not {root.What}.");
            return null;
        }

        // An empty file: the keys that it lacks are reported by who reads them.
        private static YamlMapping Nothing() => new([], 1, 1);

        private ParsingEvent Move()
        {
            parser.MoveNext();
            return parser.Current!;
        }

        private void Next<T>()
            where T : ParsingEvent
        {
            if (Move() is not T)
                throw new InvalidOperationException($"The parser gave {parser.Current} in place of {typeof(T).Name}.");
        }

        /// <summary>The node that begins with the event; null when reading must stop.</summary>
        private YamlNode? Node(ParsingEvent at, int depth)
        {
            var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
            if (++events > MaxEvents || depth > MaxDepth)
            {
                var limit = depth > MaxDepth ? $"{MaxDepth} levels" : $"{MaxEvents:N0} elements";
                problems.Add(line, column, PluginProblemCodes.TooComplex, $"The file has more than {limit}.");
                return null;
            }

            if (at is NodeEvent node && !(node.Anchor.IsEmpty && node.Tag.IsEmpty))
                problems.Add(line, column, PluginProblemCodes.Refused, "Anchors (&name) and tags (!name) are not allowed.", "Write the value out.");
            switch (at)
            {
                case Scalar scalar:
                    return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
                case AnchorAlias:
                    problems.Add(line, column, PluginProblemCodes.Refused, "Aliases (*name) are not allowed.", "Write the value out.");
                    return new YamlScalar("", true, line, column);
                case SequenceStart:
                    return Sequence(line, column, depth);
                case MappingStart:
                    return Mapping(line, column, depth);
                default:
                    throw new InvalidOperationException($"The parser gave {at} where a node begins.");
            }
        }

        private YamlSequence? Sequence(int line, int column, int depth)
        {
            var items = new List<YamlNode>();
            while (Move() is not SequenceEnd)
            {
                if (Node(parser.Current!, depth + 1) is not { } item)
                    return null;
                items.Add(item);
            }

            return new YamlSequence(items, line, column);
        }

        private YamlMapping? Mapping(int line, int column, int depth)
        {
            var entries = new List<YamlEntry>();
            var keys = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
            while (Move() is not MappingEnd)
            {
                var key = Node(parser.Current!, depth + 1);
                var value = key is null ? null : Node(Move(), depth + 1);
                if (value is null)
                    return null;
                if (key is not YamlScalar name)
                    problems.Add(key!, PluginProblemCodes.WrongType, $"A key must be a word, not {key!.What}.");
                else if (keys.TryAdd(name.Text, name))
                    entries.Add(new YamlEntry(name, value));
                else
                    problems.Add(name, PluginProblemCodes.DuplicateKey, $"The key '{name.Text}' is already given on line {keys[name.Text].Line}.");
            }

            return new YamlMapping(entries, line, column);
        }
    }
}
