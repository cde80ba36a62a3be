using FaceGrid.Grains.Tests;
using System.Globalization;
using System.Text;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Processes;
using FaceGrid.Silo.Tests.Storage;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Tests.Encryption;

/// <summary>
/// What files hold of an identity after its removal, byte by byte, with and without encryption: neither its name nor its template nor its
/// photo nor the photo's name.
/// </summary>
public sealed class ErasureOnDiskTests : IDisposable
{
    private const int Count = 8;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder["data"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_OneOfSeveral_NoFileHasTheIdentity(bool isEncrypted)
    {
        PrepareKeys(isEncrypted);
        await using (var grid = await Start(Data))
        {
            await Enrol(grid);
            Assert.True(Find(2).HasFlag(Trace.Name));
            Assert.Equal(!isEncrypted, Find(2).HasFlag(Trace.Template | Trace.Photo | Trace.PhotoName));
            Assert.True(await grid.People.Remove(Name(2)));
            Assert.Equal(Trace.None, Find(2));
        }

        Assert.Equal(Trace.None, Find(2));
        await using (var again = await Start(Data))
        {
            Assert.Equal(Name(3), (await again.People.Recognize(Face(3))).Identity);
            Assert.Null((await again.People.Recognize(Face(2))).Identity);
            Assert.Equal(Trace.None, Find(2));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_KilledInTheMiddle_NoFileHasTheRemovedIdentities(bool isEncrypted)
    {
        PrepareKeys(isEncrypted);
        await using (var grid = await Start(Data))
        {
            await Enrol(grid);
        }

        // Killed after a different number of removals each time, while the next one runs.
        for (int removed = 0, next = 0; next < Count; next = removed)
        {
            using (var child = ChildProcess.Start(typeof(ErasureOnDiskTests), Command, Data, next.ToString(CultureInfo.InvariantCulture)))
            {
                for (var lines = 0; lines < 2 && await child.ReadLineAsync() is { } line; lines++)
                {
                    removed = int.Parse(line, CultureInfo.InvariantCulture) + 1;
                }

                await child.KillAsync();
            }

            Assert.All(Enumerable.Range(0, removed), i => Assert.Equal(Trace.None, Find(i)));
            await using var grid = await Start(Data);

            // The client repeats the removal that was not acknowledged.
            if (removed < Count)
            {
                await grid.People.Remove(Name(removed));
                removed++;
            }

            Assert.All(Enumerable.Range(0, removed), i => Assert.Equal(Trace.None, Find(i)));
        }
    }

    /// <summary>In a process of its own: removes one identity after the other and prints the number of each that was removed.</summary>
    internal const string Command = "remove-people";

    internal static async Task<int> RunAsync(string folder, string first)
    {
        await using var grid = await Start(folder);
        for (var i = int.Parse(first, CultureInfo.InvariantCulture); i < Count; i++)
        {
            await grid.People.Remove(Name(i));
            Console.Out.WriteLine(i.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }

        return 0;
    }

    [Flags]
    private enum Trace
    {
        None = 0,
        Name = 1,
        Template = 2,
        Photo = 4,
        PhotoName = 8,
    }

    private static string Name(int person) => $"removable-{person}-anna";

    private static float[] Face(int person) => FakeEncoder.RandomEncoding(new Random(70 + person));

    private static string KeysOf(string folder) => Path.Combine(folder + "-keys", "keys");

    private static Task<PeopleGrid> Start(string folder) => PeopleGrid.Start(services =>
    {
        People.Configure(services);
        services.AddSqliteGrainStorage(GridStorage.Name, Path.Combine(folder, "grains.db"));
        services.AddSingleton<IBlobStore>(_ => new FileBlobStore(Path.Combine(folder, "blobs")));
        if (File.Exists(KeysOf(folder)))
        {
            services.AddSqliteGrainStorage(GridStorage.Keys, Path.Combine(folder, "keys.db"));
            services.AddEncryptionAtRest(KeysOf(folder));
        }
    });

    private static async Task Enrol(PeopleGrid grid)
    {
        for (var i = 0; i < Count; i++)
        {
            await grid.People.EnrollAndKeep(Name(i), [Face(i)]);
            await grid.People.Enroll(Name(i), Face(i), "second-gallery");
        }
    }

    private void PrepareKeys(bool isEncrypted)
    {
        if (isEncrypted)
        {
            OwnerOnlyFolder(Path.GetDirectoryName(KeysOf(Data))!);
            KeyFile.Create(KeysOf(Data));
        }

        static void OwnerOnlyFolder(string path) => Vision.Files.OwnerOnly.CreateFolder(path);
    }

    private Trace Find(int person)
    {
        var template = System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Face(person)).ToArray();
        var photo = FakeEncoder.Face("", Face(person)).Rgb;
        var found = Trace.None;
        foreach (var file in Directory.GetFiles(Data, "*", SearchOption.AllDirectories))
        {
            var content = Bytes.Of(file);
            found |= (Has(content, Encoding.UTF8.GetBytes(Name(person))) ? Trace.Name : 0)
                | (InBase64(template).Append(template[..48]).Any(p => Has(content, p)) ? Trace.Template : 0)
                | (Has(content, [.. photo[..600]]) ? Trace.Photo : 0)
                | (Has(content, Encoding.UTF8.GetBytes($"{Name(person)}-0.jpg")) ? Trace.PhotoName : 0);
        }

        return found;
    }

    private static bool Has(byte[] content, byte[] pattern) => content.AsSpan().IndexOf(pattern) >= 0;

    /// <summary>48 bytes at each of the three possible alignments of base64.</summary>
    private static IEnumerable<byte[]> InBase64(byte[] bytes) =>
        Enumerable.Range(0, 3).Select(shift => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes.AsSpan(shift, 48))));
}
