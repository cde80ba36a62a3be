using FaceGrid.Cli.Results;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>
/// The JSON results of all commands against docs/json-results.md. After an intended change run these tests once with the environment
/// variable FACEGRID_UPDATE_DOCS=1, which writes the tables, and review the difference.
/// </summary>
public sealed class JsonShapeTests
{
    private static readonly IReadOnlyDictionary<string, Type> Objects = JsonShape.Objects(ResultTypes.All.Select(r => r.Result));

    private readonly JsonShapeDocument _document;

    public JsonShapeTests()
    {
        if (Environment.GetEnvironmentVariable("FACEGRID_UPDATE_DOCS") == "1")
        {
            JsonShapeDocument.Read().Write(ResultTypes.All, Objects);
        }

        _document = JsonShapeDocument.Read();
    }

    [Fact]
    public void Document_Commands_AreThoseOfTheProgram() =>
        Assert.Equal(ResultTypes.All.Select(r => $"{r.Command}: {r.Result.Name}"), _document.Commands);

    [Fact]
    public void Document_PropertiesAndTypes_AreThoseOfTheRecords() => Assert.Equal(
        Objects.SelectMany(o => JsonShape.Properties(o.Value).Select(p => $"{o.Key}.{p.Name}: {p.Type}")),
        _document.Properties);

    [Fact]
    public void Document_EveryProperty_HasAMeaning() => Assert.Empty(_document.Unexplained);

    [Fact]
    public void Require_UnlistedType_Throws() =>
        Assert.Contains(
            "String",
            Assert.Throws<InvalidOperationException>(() => ResultTypes.Require(typeof(string))).Message,
            StringComparison.Ordinal);
}
