using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Options;

/// <summary>Files with secrets that others can open are refused, whichever option names them.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["secret.json"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Encryption:KeyFile")]
    [InlineData("Dashboard:PasswordFile")]
    [InlineData("Tls:KeyFile")]
    public void Read_SecretIsOpenToOthers_RefusedByTheOptionsName(string option)
    {
        Write("secret", UnixFileMode.OtherRead);
        System.IO.File.WriteAllText(_folder["certificate"], "");
        KeyValuePair<string, string?>[] flags =
        [
            new("Dashboard:Enabled", option.StartsWith("Dashboard", StringComparison.Ordinal) ? "true" : "false"),
            .. option.StartsWith("Tls", StringComparison.Ordinal)
                ? new KeyValuePair<string, string?>[]
                {
                    new("Tls:CertificateFile", _folder["certificate"]), new("Tls:AuthorityFile", _folder["certificate"]),
                }
                : [],
            new(option, File),
        ];

        var error = Refused(flags, file: null);

        Assert.Equal("Silo:" + option, error.Subject);
        Assert.Contains("is open to others (OtherRead)", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Silo": { "Encryption": { "ConnectionString": "Host=keys;Password=x" } } }""", true)]
    [InlineData("""{ "Silo": { "ClusterId": "town" } }""", false)]
    public void Read_ConfigurationFile_RefusedOnlyIfItHoldsAConnectionString(string json, bool isSecret)
    {
        Write(json, UnixFileMode.GroupRead);
        if (isSecret)
        {
            Assert.Equal(File, Refused([], File).Subject);
        }
        else
        {
            Assert.Equal("town", SiloOptionsReader.Read(Defaults, File, []).ClusterId);
        }
    }

    private KeyValuePair<string, string?>[] Defaults => [new("Storage:Path", _folder["grains.db"]), new("Blobs:Path", _folder["blobs"])];

    private BadInputException Refused(KeyValuePair<string, string?>[] flags, string? file) =>
        Assert.Throws<BadInputException>(() => SiloOptionsReader.Read(Defaults, file, flags));

    private void Write(string content, UnixFileMode more)
    {
        System.IO.File.WriteAllText(File, content);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(File, OwnerOnly.FileMode | more);
        }
    }
}
