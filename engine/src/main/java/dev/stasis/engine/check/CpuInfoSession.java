package dev.stasis.engine.check;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.CpuCap;
import dev.stasis.engine.api.request.CpuInfo;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.LooseImage;
import dev.stasis.image.proto.CpuinfoEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processor in {@code cpuinfo.img}: kept, and compared with the one at hand. */
public final class CpuInfoSession {
    /** -EOPNOTSUPP as a byte: CRIU's exit code for a processor that does not suit. */
    private static final int INCOMPATIBLE = 161;

    private final Linux linux;
    private final Log log;

    public CpuInfoSession(Linux linux, Log log) {
        this.linux = linux;
        this.log = log;
    }

    public Outcome run(CpuInfo request) {
        Path images = request.dirs().images();
        if (request.action() == CpuInfo.Action.DUMP) {
            try {
                LooseImage.write(images, ImageType.CPUINFO, own(linux));
            } catch (IOException refused) {
                throw new BadRequest(
                        "cpuinfo.img cannot be written in " + images + ": " + refused.getMessage(), refused);
            }
            return Outcome.success();
        }
        List<String> differences = compare(images, request.cpuCap());
        differences.forEach(difference -> log.error("this processor does not suit: " + difference));
        return Outcome.of(differences.isEmpty() ? Outcome.SUCCESS : INCOMPATIBLE);
    }

    /** This machine's processor, as a dump with {@code --cpu-cap} keeps it. */
    public static CpuinfoEntry own(Linux linux) {
        return ProcessorImage.write(Processor.own(linux));
    }

    /**
     * For a restore with {@code --cpu-cap}.
     *
     * @throws Unsupported when this processor does not suit
     * @throws ImageDamaged when {@code images} has no readable {@code cpuinfo.img}
     */
    public void require(Path images, CpuCap asked) {
        List<String> differences = compare(images, asked);
        if (!differences.isEmpty()) {
            throw new Unsupported("this processor does not suit the images in " + images + ": "
                    + String.join("; ", differences) + "; restore elsewhere, or with --cpu-cap=none at your own risk");
        }
    }

    private List<String> compare(Path images, CpuCap asked) {
        Optional<CpuinfoEntry> image;
        try {
            image = ImageDirectory.at(images).find(ImageType.CPUINFO);
        } catch (ImageDamagedException damaged) {
            throw new ImageDamaged(String.valueOf(damaged.getMessage()), damaged);
        }
        Processor there = ProcessorImage.read(image.orElseThrow(() -> new ImageDamaged(
                "there is no cpuinfo.img in " + images + ": make it with \"cpuinfo dump\", or dump with --cpu-cap")));
        return ProcessorMatch.differences(there, Processor.own(linux), asked);
    }
}
