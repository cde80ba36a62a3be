using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Client.Photos;

/// <summary>Expands paths that a user gives to photo files.</summary>
public static class PhotoFiles
{
    /// <summary>
    /// Returns files as given, and for each folder all pictures below it (by extension), in ordinal order. <c>-</c> is standard input.
    /// </summary>
    /// <exception cref="BadInputException">A path does not exist, or a folder contains no picture.</exception>
    public static List<string> Expand(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Below(path));
            }
            else if (path == ImageCodec.StandardInput || File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                throw new BadInputException(path, "no such file or folder");
            }
        }

        return files;
    }

    /// <summary>The pictures of a burst in the order of their names, numbers by value (9.png before 10.png).</summary>
    /// <exception cref="BadInputException">The folder does not exist, or contains no picture.</exception>
    public static List<string> Frames(string folder)
    {
        MustBeAFolder(folder);
        var files = PictureFiles.In(folder);
        files.Sort(NaturalOrder.Instance);
        return files.Count > 0 ? files : throw NoPictures(folder);
    }

    /// <summary>Checks that a path is an existing file.</summary>
    /// <exception cref="BadInputException">The path does not exist, or is a folder.</exception>
    public static void MustExist(string path)
    {
        if (path != ImageCodec.StandardInput && !File.Exists(path))
        {
            throw new BadInputException(path, Directory.Exists(path) ? "is a folder, one photo was expected" : "no such file");
        }
    }

    /// <summary>The pictures below a folder in ordinal order.</summary>
    /// <exception cref="BadInputException">The folder does not exist, or contains no picture.</exception>
    public static List<string> Below(string folder)
    {
        MustBeAFolder(folder);
        var files = PictureFiles.Below(folder);
        return files.Count > 0 ? files : throw NoPictures(folder);
    }

    /// <summary>The people of a folder that has one folder of pictures for each person. People without a picture are omitted.</summary>
    /// <exception cref="BadInputException">The folder does not exist, or contains no person with a picture.</exception>
    public static List<(string Person, List<string> Photos)> People(string folder) =>
        [.. PeopleFolder.Read(folder).Select(p => (p.Name, p.Photos.ToList()))];

    /// <summary>As <see cref="People"/>, with the people whose folders hold no picture.</summary>
    /// <exception cref="BadInputException">The folder does not exist, or contains no folder.</exception>
    public static List<(string Person, List<string> Photos)> AllPeople(string folder) =>
        [.. PeopleFolder.ReadAll(folder).Select(p => (p.Name, p.Photos.ToList()))];

    private static BadInputException NoPictures(string folder) =>
        new(folder, $"no pictures in this folder ({string.Join(", ", PictureFiles.Extensions)})");

    private static void MustBeAFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, File.Exists(folder) ? "is a file, not a folder" : "no such folder");
        }
    }
}
