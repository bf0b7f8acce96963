package dev.stasis.engine.resource.file.tty;

/** The kernel's struct winsize: four numbers of 16 bits. */
public record WindowSize(int rows, int columns, int width, int height) {}
