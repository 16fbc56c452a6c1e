using NlSql.SemanticModel.Reading.Forms;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Tests.Reading;

/// <summary>Reader and JSON Schema are made of one form; a reader that departs from it is found by whatever test reads a file.</summary>
public sealed class MapReaderTests
{
    private static readonly MapForm Form = new(
        "thing", "A thing.",
        new("name", new ValueForm.Text(), "Its name."),
        new("size", new ValueForm.Whole(1, 9), "Its size."));

    [Fact]
    public void Text_KeyWithoutDescription_Throws() => Assert.Throws<InvalidOperationException>(() => Reader().Text("colour"));

    [Fact]
    public void Whole_KeyOfAnotherKind_Throws() => Assert.Throws<InvalidOperationException>(() => Reader().Whole("name"));

    [Fact]
    public void RequiredText_OptionalKey_Throws() => Assert.Throws<InvalidOperationException>(() => Reader().RequiredText("name"));

    [Fact]
    public void Word_OfAnotherEnum_Throws() => Assert.Throws<InvalidOperationException>(() => Reader().Word<DayOfWeek>("size"));

    [Fact]
    public void Named_KeyThatIsNoMap_Throws() => Assert.Throws<InvalidOperationException>(() => Reader().Named("name").Count());

    [Fact]
    public void Done_DescribedKeyThatNobodyRead_Throws()
    {
        var reader = Reader();
        reader.Text("name");

        Assert.Contains("'size'", Assert.Throws<InvalidOperationException>(reader.Done).Message, StringComparison.Ordinal);
    }

    private static MapReader Reader() => new(new YamlMapping([], 1, 1), new ProblemList("thing.yaml"), Form);
}
