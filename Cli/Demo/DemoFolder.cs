using FaceGrid.Vision;

namespace FaceGrid.Cli.Demo;

/// <summary>Output folder of the demo; emptied at each run, but only if an earlier demo created it.</summary>
internal sealed class DemoFolder
{
    private const string Marker = ".facegrid-demo";

    private readonly string _root;

    private DemoFolder(string root) => _root = root;

    public string Data => Path.Combine(_root, "data");

    public string Photos => Path.Combine(_root, "photos");

    public string ContactSheet => Path.Combine(_root, "contact-sheet.png");

    /// <exception cref="BadInputException">A file, or a non-empty folder that no demo created.</exception>
    public static DemoFolder Create(string root)
    {
        var folder = new DemoFolder(root);
        var marker = Path.Combine(root, Marker);
        if (File.Exists(root))
        {
            throw new BadInputException(root, "is a file; the demo needs a folder");
        }

        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any() && !File.Exists(marker))
        {
            throw new BadInputException(root, "is not empty and was not created by a demo; choose another with --out");
        }

        Directory.CreateDirectory(root);
        File.WriteAllText(marker, "Created by 'facegrid demo', which empties this folder at its next run.\n");
        foreach (var old in new[] { folder.Photos, folder.Data }.Where(Directory.Exists))
        {
            Directory.Delete(old, recursive: true);
        }

        File.Delete(folder.ContactSheet);
        return folder;
    }
}
