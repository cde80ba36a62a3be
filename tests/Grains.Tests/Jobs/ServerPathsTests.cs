using FaceGrid.Grains.Jobs;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>Which paths of clients lead below the configured folders.</summary>
public sealed class ServerPathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-test-").FullName;
    private readonly string _root;

    public ServerPathsTests()
    {
        _root = Directory.CreateDirectory(Path.Combine(_folder, "permitted")).FullName;
        Directory.CreateDirectory(Path.Combine(_root, "people", "alice"));
        Directory.CreateDirectory(Path.Combine(_folder, "permitted-beside"));
        File.WriteAllText(Path.Combine(_folder, "secret"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(_root, "inside"), Path.Combine(_root, "people"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "outside"), _folder);
        File.CreateSymbolicLink(Path.Combine(_root, "secret"), "../secret");
        File.CreateSymbolicLink(Path.Combine(_root, "loop"), "loop");
    }

    [Theory]
    [InlineData("people", "people")]
    [InlineData("people/../people/alice", "people/alice")]
    [InlineData("inside/alice", "people/alice")]
    [InlineData("outside/permitted/people", "people")]
    [InlineData("", "")]
    public void Resolve_BelowAFolder_IsItsRealPath(string path, string real)
    {
        var expected = Path.TrimEndingDirectorySeparator(Path.Combine(_root, real));
        Assert.Equal(expected, ServerPaths.Below([_root]).Resolve("folder", path));
        Assert.Equal(expected, ServerPaths.Below(["/nowhere", _root]).Resolve("folder", Path.Combine(_root, path)));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("people/../../permitted-beside")]
    [InlineData("outside")]
    [InlineData("outside/secret")]
    [InlineData("secret")]
    [InlineData("loop")]
    [InlineData("missing")]
    [InlineData("/")]
    [InlineData("/proc/self/environ")]
    [InlineData("a\0b")]
    public void Resolve_AnyOtherPath_IsRefusedInTheSameWords(string path)
    {
        var refused = Assert.Throws<BadInputException>(() => ServerPaths.Below([_root]).Resolve("--teacher", path));
        Assert.Equal(
            $"'{path}' is not below a folder that this cluster permits for jobs (Silo:Files:Folders, set by its operator)", refused.Reason);
        Assert.Throws<BadInputException>(() => ServerPaths.Below([]).Resolve("--teacher", path));
        Assert.Equal(path, ServerPaths.Unrestricted.Resolve("--teacher", path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
