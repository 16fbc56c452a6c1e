using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Questions.Verified;
using NlSql.Query.Tokens;
namespace NlSql.Query.Tests.Paraphrases;
public sealed class DebugTests(ITestOutputHelper output)
{
    [Fact]
    public void Debug_Lines_Written()
    {
        foreach (var line in File.ReadLines("/tmp/wt/debug.txt"))
        {
            var (plugin, text) = (line.Split('|')[0], line.Split('|')[1]);
            var context = PluginData.Context(plugin);
            var linked = Linker.Link(Tokenizer.Tokenize(text), context.Lexicon, context.Query.Anchor.Day);
            var sketch = new SketchReader(linked, VerifiedPatterns.Of(context.Lexicon, context.Query.Anchor.Day).Spelling).Read();
            output.WriteLine(text + " " + sketch.Asking);
            foreach (var w in sketch.Words) output.WriteLine("    " + string.Join(" ", w.Keys) + (w.Light ? " LIGHT" : ""));
            if (line.Split('|').Length > 2)
            {
                foreach (var p in VerifiedPatterns.Of(context.Lexicon, context.Query.Anchor.Day).All.Where(p => p.Question.Ask[0].StartsWith(line.Split('|')[2], StringComparison.Ordinal)))
                {
                    output.WriteLine("  P " + p.Phrasing + " " + p.Sketch.Asking);
                    foreach (var w in p.Sketch.Words) output.WriteLine("        " + string.Join(" ", w.Keys) + w.Slot + (w.Light ? " LIGHT" : ""));
                    if (p.Question.Slots.Count == 0) output.WriteLine("   " + Meaning.Of(QueryCompiler.Compile(p.Question.Query!.Fill(), context.Query).Query!));
                }
            }
            var c = QuestionCompiler.Compile(text, context);
            output.WriteLine("   = " + c.Tier + " " + c.Verified?.Phrasing + " " + (c.Compiled is { } q ? Meaning.Of(q) : c.Message));
        }
    }
}
